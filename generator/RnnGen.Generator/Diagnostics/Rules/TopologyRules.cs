using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>The number of steps and of output steps must suit the topology, and so must lengths that vary.</summary>
internal static class TopologyRules
{
    public static IEnumerable<Violation> Check(ModelDeclaration model)
    {
        if (model.Topology == Topology.OneToOne && model.SequenceLength > 1)
        {
            yield return Violation.Of(RuleIds.OneToOneSequence, Subject.Model("SequenceLength"), model.SequenceLength);
        }

        if (model is { VariableLength: true, Topology: Topology.OneToMany or Topology.OneToOne })
        {
            yield return Violation.Of(RuleIds.OneInputOfAnyLength, Subject.Model("VariableLength"), model.Topology);
        }

        if (model.OutputSteps is not > 1)
        {
            yield break;
        }

        int outputSteps = model.OutputSteps.Value;
        if (model.Topology is Topology.ManyToOne or Topology.OneToOne)
        {
            yield return Violation.Of(
                RuleIds.OutputStepsNotAllowed, Subject.Model("OutputSteps"), outputSteps, model.Topology);
        }
        else if (model.SequenceLength >= 1 && outputSteps > model.SequenceLength)
        {
            yield return Violation.Of(
                RuleIds.TooManyOutputSteps, Subject.Model("OutputSteps"), outputSteps, model.SequenceLength);
        }
    }
}
