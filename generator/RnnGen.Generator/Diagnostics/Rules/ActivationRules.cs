using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>Softmax is the one activation that is not elementwise: it needs a layer, and company.</summary>
internal static class ActivationRules
{
    public static IEnumerable<Violation> Check(ModelDeclaration model)
    {
        for (int index = 0; index < model.Layers.Count; index++)
        {
            LayerDeclaration layer = model.Layers[index];
            if (LayerKinds.Find(layer.Kind) is not { } kind)
            {
                continue;
            }

            foreach (string argument in kind.Activations)
            {
                if (layer.Choice(argument, Activation.Linear) != Activation.Softmax)
                {
                    continue;
                }

                if (!kind.AllowsSoftmax)
                {
                    yield return Violation.Of(RuleIds.SoftmaxInCell, Subject.Layer(index, argument), argument, layer.Kind);
                }
                else if (layer.Integer("Units") == 1)
                {
                    yield return Violation.Of(RuleIds.SoftmaxOfOne, Subject.Layer(index, argument));
                }
            }
        }
    }
}
