using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>All files of a model: one for its users, one for the network as a whole, one for each layer.</summary>
internal static class ModelFiles
{
    private const string Generated = "[global::System.CodeDom.Compiler.GeneratedCode(\"RnnGen\", null)]";

    public static IReadOnlyList<GeneratedFile> Print(ModelPlan plan)
    {
        ModelDeclaration model = plan.Network.Declaration;
        string[] table = [.. SummaryTable.Of(plan).TrimEnd('\n').Split('\n')];
        var files = new List<GeneratedFile>
        {
            GeneratedFile.Of(model, "", ["Written by RnnGen from the attributes on the class.", "", .. table], [Generated], ApiFile.BaseList(plan.Network), code => ApiFile.Print(code, plan)),
            GeneratedFile.Of(model, "Unrolled", [$"{model.Name}, unrolled in time: the order in which layers run."], [], "", code => NetworkFile.Print(code, plan)),
        };
        foreach (LayerPlan layer in plan.Groups)
        {
            string[] description = [$"{layer.Layer.Name} of {model.Name}: {layer.Layer.Description}.", .. layer.Layer.Formula];
            files.Add(GeneratedFile.Of(model, MethodNames.Of(layer.Layer, ""), description, [], "", code => LayerFile.Print(code, plan, layer)));
        }

        return files;
    }
}
