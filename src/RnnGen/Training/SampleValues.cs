using System.Globalization;

namespace RnnGen;

/// <summary>Checks the values of samples before anything is learned from them, so that no bad one shows up in the middle of training.</summary>
internal static class SampleValues
{
    /// <summary>The kind of samples that nothing is learned from, nor was.</summary>
    public const string Evaluation = "evaluation";

    /// <summary>Requires targets that the loss takes, and finite inputs wherever they reach a target that counts.</summary>
    /// <param name="model">The model whose samples these are.</param>
    /// <param name="inputs">All inputs that the caller gave, so that places are the caller's.</param>
    /// <param name="targets">All targets.</param>
    /// <param name="kind">"training", "validation" or "evaluation", for messages.</param>
    /// <param name="inputsName">Name of the argument that brought the inputs.</param>
    /// <param name="targetsName">Name of the argument that brought the targets.</param>
    public static void Require<TIn, TTarget>(
        IRnnModel<TIn, TTarget> model, ReadOnlySpan<TIn> inputs, ReadOnlySpan<TTarget> targets, string kind, string inputsName, string targetsName)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        if (model.FindFault(inputs, targets) is { } fault)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Value {fault.Index} of the {kind} {(fault.IsTarget ? "targets" : "inputs")} (sample {fault.Sample}, step {fault.Step}, feature {fault.Feature}, each counted from 0) {fault.Problem}. Nothing has been {Done(kind)}."),
                fault.IsTarget ? targetsName : inputsName);
        }
    }

    /// <summary>Requires at least one target that counts: there is no mean of none.</summary>
    /// <param name="model">The model whose samples these are.</param>
    /// <param name="targets">The samples' targets.</param>
    /// <param name="kind">"training", "validation" or "evaluation", for messages.</param>
    /// <param name="argument">Name of the argument that brought them.</param>
    public static void RequireCounted<TIn, TTarget>(IRnnModel<TIn, TTarget> model, ReadOnlySpan<TTarget> targets, string kind, string argument)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        if (model.CountTargets(targets) == 0)
        {
            throw new ArgumentException(
                $"None of the {kind} targets counts: they are all -1, and a loss over none of them has no mean. Nothing has been {Done(kind)}.", argument);
        }
    }

    private static string Done(string kind) => kind == Evaluation ? "measured" : "learned";
}
