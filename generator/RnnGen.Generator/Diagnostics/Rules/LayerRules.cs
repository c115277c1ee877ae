using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>A network has layers, all of a known kind, and ends with an output layer.</summary>
internal static class LayerRules
{
    public static IEnumerable<Violation> Check(ModelDeclaration model)
    {
        if (model.Layers.Count == 0)
        {
            yield return Violation.Of(RuleIds.NoLayers, Subject.Model(), model.Name);
            yield break;
        }

        for (int index = 0; index < model.Layers.Count; index++)
        {
            if (LayerRegistry.Find(model.Layers[index].Kind) is null)
            {
                string known = string.Join(", ", LayerRegistry.All.Select(static layer => layer.Name));
                yield return Violation.Of(RuleIds.UnknownLayer, Subject.Layer(index), model.Layers[index].Kind, known);
            }
        }

        for (int index = 1; index < model.Layers.Count; index++)
        {
            if (LayerRegistry.Find(model.Layers[index].Kind) is { ReadsTokens: true } tokens)
            {
                yield return Violation.Of(RuleIds.EmbeddingNotFirst, Subject.Layer(index), tokens.Name, index + 1);
            }
        }

        int last = model.Layers.Count - 1;
        bool givesLogits = model.Loss is Loss.CrossEntropy or Loss.BinaryCrossEntropy;
        if (LayerRegistry.Find(model.Layers[last].Kind) is { } layer && (!MayBeLast(layer, model) || (givesLogits && layer.OutputActivation is null)))
        {
            yield return Violation.Of(RuleIds.NoOutputLayer, Subject.Layer(last), model.Name, layer.Name);
        }
    }

    /// <summary>A recurrent layer whose caller takes its states is a cell; elsewhere most often a layer below it has been forgotten.</summary>
    private static bool MayBeLast(LayerDefinition layer, ModelDeclaration model) =>
        layer.MayBeLast || (model.Stateful && layer.Options.Contains(LayerOptions.LearnInitialState));
}
