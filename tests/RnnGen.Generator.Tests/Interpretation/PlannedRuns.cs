using System.Reflection;
using RnnGen.Generator.Planning;
using RnnGen.Parity;

namespace RnnGen.Generator.Tests.Interpretation;

/// <summary>Runs of planned models, with all passes and without each.</summary>
internal static class PlannedRuns
{
    /// <summary>Multiplications of models that run without passes: of the first of a group which a pass changes, and of others like it.</summary>
    private const long MostOfFirst = 200_000, MostOfOthers = 10_000;

    /// <summary>Runs models with all passes, and without each that changes something, if they are not large: an interpreter takes its time.</summary>
    public static void Check(IEnumerable<ParityCase> group)
    {
        var tried = new HashSet<(PropertyInfo, bool)>();
        foreach (ParityCase item in group)
        {
            var check = new LoweredCheck(item);
            ModelPlans plans = check.Plan(Target.Default);
            (string batches, string sequence) = PassSwitches.Texts(plans);
            check.Run(plans);
            foreach (PropertyInfo pass in check.Work <= MostOfFirst ? PassSwitches.All : [])
            {
                bool runsBatches = MayRun(pass, true);
                bool runsSequence = MayRun(pass, false);
                if (!runsBatches && !runsSequence)
                {
                    continue;
                }

                ModelPlans others = check.Plan(PassSwitches.Without(pass));
                (string otherBatches, string otherSequence) = PassSwitches.Texts(others);
                if (runsBatches && otherBatches != batches)
                {
                    tried.Add((pass, true));
                    check.RunBatches(others, $"without {pass.Name}");
                }

                if (runsSequence && otherSequence != sequence)
                {
                    tried.Add((pass, false));
                    check.RunSequence(others, $"without {pass.Name}");
                }
            }

            bool MayRun(PropertyInfo pass, bool isOfBatches) => check.Work <= MostOfOthers || !tried.Contains((pass, isOfBatches));
        }
    }
}
