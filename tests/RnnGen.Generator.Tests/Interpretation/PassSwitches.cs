using System.Reflection;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Tests.Interpretation;

/// <summary>The switches of <see cref="Passes"/>, and what they change.</summary>
internal static class PassSwitches
{
    /// <summary>One property for each pass.</summary>
    public static IReadOnlyList<PropertyInfo> All { get; } = typeof(Passes).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    /// <summary>Everything but one pass.</summary>
    public static Target Without(PropertyInfo pass)
    {
        var passes = new Passes();
        pass.SetValue(passes, false);
        return new Target { Passes = passes };
    }

    /// <summary>What is emitted for batches and what for one sequence.</summary>
    public static (string Batches, string Sequence) Texts(ModelPlans plans)
    {
        ILookup<bool, string> texts = ModelFiles.Print(plans)
            .ToLookup(static file => file.HintName.Contains("Sequence", StringComparison.Ordinal), static file => file.Text);
        return (string.Concat(texts[false]), string.Concat(texts[true]));
    }
}
