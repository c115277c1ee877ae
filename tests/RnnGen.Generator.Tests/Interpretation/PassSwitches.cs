using System.Reflection;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Planning;
using RnnGen.Parity;

namespace RnnGen.Generator.Tests.Interpretation;

/// <summary>The switches of <see cref="Passes"/>, and what they change.</summary>
internal static class PassSwitches
{
    /// <summary>Multiplications of models that run without passes: of the first of a group which a pass changes, and of others like it.</summary>
    private const long MostOfFirst = 200_000, MostOfOthers = 20_000;

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
        ILookup<bool, string> texts = ModelFiles.Print(plans).ToLookup(static file => file.HintName.Contains("Sequence", StringComparison.Ordinal), static file => file.Text);
        return (string.Concat(texts[false]), string.Concat(texts[true]));
    }

    /// <summary>Runs models with all passes, and without each that changes something, if they are not large: an interpreter takes its time.</summary>
    public static void Check(IEnumerable<ParityCase> group)
    {
        var tried = new HashSet<(PropertyInfo, bool)>();
        foreach (ParityCase item in group)
        {
            var check = new LoweredCheck(item);
            ModelPlans plans = check.Plan(Target.Default);
            (string batches, string sequence) = Texts(plans);
            check.Run(plans);
            foreach (PropertyInfo pass in check.Work <= MostOfFirst ? All : [])
            {
                ModelPlans others = check.Plan(Without(pass));
                (string otherBatches, string otherSequence) = Texts(others);
                if (otherBatches != batches && (tried.Add((pass, true)) || check.Work <= MostOfOthers))
                {
                    check.RunBatches(others, $"without {pass.Name}");
                }

                if (otherSequence != sequence && (tried.Add((pass, false)) || check.Work <= MostOfOthers))
                {
                    check.RunSequence(others, $"without {pass.Name}");
                }
            }
        }
    }
}
