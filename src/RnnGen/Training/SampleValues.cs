using System.Globalization;

namespace RnnGen;

/// <summary>Checks the values of samples before anything is learned from them, so that no bad one shows up in the middle of training.</summary>
internal static class SampleValues
{
    /// <summary>Requires targets that the loss takes, and finite inputs wherever they reach a target that counts.</summary>
    /// <param name="model">The model whose samples these are.</param>
    /// <param name="samples">All samples that the caller gave, so that places are the caller's.</param>
    /// <param name="kind">"training" or "validation", for messages.</param>
    /// <param name="inputsName">Name of the argument that brought the inputs.</param>
    /// <param name="targetsName">Name of the argument that brought the targets.</param>
    public static void Require<TIn, TTarget>(
        IRnnModel<TIn, TTarget> model, SampleSet<TIn, TTarget> samples, string kind, string inputsName, string targetsName)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        if (model.FindFault(samples.Inputs.Span, samples.Targets.Span) is { } fault)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Value {fault.Index} of the {kind} {(fault.IsTarget ? "targets" : "inputs")} (sample {fault.Sample}, step {fault.Step}, feature {fault.Feature}, each counted from 0) {fault.Problem}. Nothing has been learned."),
                fault.IsTarget ? targetsName : inputsName);
        }
    }

    /// <summary>Requires at least one target that counts: there is no mean of none.</summary>
    /// <param name="model">The model whose samples these are.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="kind">"training" or "validation", for messages.</param>
    /// <param name="argument">Name of the argument that brought them.</param>
    public static void RequireCounted<TIn, TTarget>(IRnnModel<TIn, TTarget> model, SampleSet<TIn, TTarget> samples, string kind, string argument)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        if (model.CountTargets(samples.Targets.Span) == 0)
        {
            throw new ArgumentException(
                $"None of the {kind} targets counts: they are all -1, and a loss over none of them has no mean. Nothing has been learned.", argument);
        }
    }
}
