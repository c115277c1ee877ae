using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>Softmax is the one activation that is not elementwise: it needs a layer, and company.</summary>
internal static class ActivationRules
{
    public static IEnumerable<Violation> Check(ModelDeclaration model)
    {
        IReadOnlyList<DeclaredLayer> layers = DeclaredGraph.Of(model).Layers;
        for (int index = 0; index < layers.Count; index++)
        {
            DeclaredLayer layer = layers[index];
            foreach (ActivationOption option in layer.Options.OfType<ActivationOption>().Where(option => option.Of(layer.Declaration) == Activation.Softmax))
            {
                if (!option.AllowsSoftmax)
                {
                    yield return Violation.Of(RuleIds.SoftmaxInCell, Subject.Layer(index, option.Name), option.Name, layer.Declaration.Kind);
                }
                else if (layer.OutputSize == 1 && layer.IsSound)
                {
                    yield return Violation.Of(RuleIds.SoftmaxOfOne, Subject.Layer(index, option.Name));
                }
            }
        }
    }
}
