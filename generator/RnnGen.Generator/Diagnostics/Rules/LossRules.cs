using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>Cross-entropies are fused with the activation they are the loss of, so they need it at the end; and what the loss's own options ask for.</summary>
internal static class LossRules
{
    public static IEnumerable<Violation> Check(ModelDeclaration model)
    {
        if (!(model.LabelSmoothing is >= 0 and < 1) || (model.LabelSmoothing > 0 && model.Loss != Loss.CrossEntropy))
        {
            yield return Violation.Of(RuleIds.LabelSmoothing, Subject.Model("LabelSmoothing"), model.LabelSmoothing, model.Loss);
        }

        (Activation Needed, string Rule)? pair = model.Loss switch
        {
            Loss.CrossEntropy => (Activation.Softmax, RuleIds.CrossEntropyWithoutSoftmax),
            Loss.BinaryCrossEntropy => (Activation.Sigmoid, RuleIds.BinaryCrossEntropyWithoutSigmoid),
            _ => null,
        };
        int last = model.Layers.Count - 1;
        if (pair is not var (needed, rule) || last < 0 || LayerRegistry.Find(model.Layers[last].Kind) is not { MayBeLast: true, OutputActivation: { } option })
        {
            yield break;
        }

        Activation activation = option.Of(model.Layers[last]);
        if (activation != needed && Enum.IsDefined(typeof(Activation), activation))
        {
            yield return Violation.Of(rule, Subject.Layer(last, option.Name), activation);
        }
    }
}
