using System.Reflection;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Parity;

namespace RnnGen.Generator.Tests.Interpretation;

/// <summary>
/// What planning makes of every declaration of the parity tests, interpreted, against the reference, both in double precision: with all passes, and wherever that changes
/// something with each of them switched off, if they are not large: an interpreter takes its time.
/// </summary>
public sealed class LoweredModelTests
{
    /// <summary>Multiplications of models that run without passes: of the first of a group which a pass changes, and of others like it.</summary>
    private const long MostOfFirst = 1_000_000, MostOfOthers = 50_000;

    private static readonly IReadOnlyList<PropertyInfo> Switches = typeof(Passes).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    public static TheoryData<string> Groups => [.. EnumeratedCases.All.Select(static item => item.Group).Distinct()];

    public static TheoryData<string> Names => [.. Switches.Select(static property => property.Name)];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Plans_compute_what_the_reference_does_whatever_pass_is_off(string group)
    {
        var tried = new HashSet<(PropertyInfo, bool)>();
        foreach (ParityCase item in EnumeratedCases.All.Where(item => item.Group == group))
        {
            var check = new LoweredCheck(item);
            ModelPlans plans = check.Plan(Target.Default);
            (string batches, string sequence) = Texts(plans);
            check.Run(plans);
            foreach (PropertyInfo property in Switches)
            {
                ModelPlans others = check.Plan(Without(property));
                (string otherBatches, string otherSequence) = Texts(others);
                if (otherBatches != batches && check.Work <= (tried.Add((property, true)) ? MostOfFirst : MostOfOthers))
                {
                    check.RunBatches(others, $"without {property.Name}");
                }

                if (otherSequence != sequence && check.Work <= (tried.Add((property, false)) ? MostOfFirst : MostOfOthers))
                {
                    check.RunSequence(others, $"without {property.Name}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_pass_changes_some_model(string name)
    {
        Target target = Without(Switches.Single(property => property.Name == name));
        Assert.Contains(EnumeratedCases.All.DistinctBy(static item => item.Group), item =>
        {
            var programs = ModelPrograms.Create(Network.Create(item.Declaration));
            return Texts(ModelPlans.Create(programs, target)) != Texts(ModelPlans.Create(programs));
        });
    }

    /// <summary>What is emitted for batches and what for one sequence.</summary>
    private static (string Batches, string Sequence) Texts(ModelPlans plans)
    {
        ILookup<bool, string> texts = ModelFiles.Print(plans).ToLookup(static file => file.HintName.Contains("Sequence", StringComparison.Ordinal), static file => file.Text);
        return (string.Concat(texts[false]), string.Concat(texts[true]));
    }

    private static Target Without(PropertyInfo property)
    {
        var passes = new Passes();
        property.SetValue(passes, false);
        return new Target { Passes = passes };
    }
}
