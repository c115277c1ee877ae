using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>Cross-entropies are fused with the activation they are the loss of, so they need it at the end.</summary>
internal static class LossRules
{
    public static IEnumerable<Violation> Check(ModelDeclaration model)
    {
        (Activation Needed, string Rule)? pair = model.Loss switch
        {
            Loss.CrossEntropy => (Activation.Softmax, RuleIds.CrossEntropyWithoutSoftmax),
            Loss.BinaryCrossEntropy => (Activation.Sigmoid, RuleIds.BinaryCrossEntropyWithoutSigmoid),
            _ => null,
        };
        int last = model.Layers.Count - 1;
        if (pair is not var (needed, rule) || last < 0 || LayerKinds.Find(model.Layers[last].Kind) is not { IsOutput: true, AllowsSoftmax: true })
        {
            yield break;
        }

        Activation activation = model.Layers[last].Choice("Activation", Activation.Linear);
        if (activation != needed && Enum.IsDefined(typeof(Activation), activation))
        {
            yield return Violation.Of(rule, Subject.Layer(last, "Activation"), activation);
        }
    }
}
