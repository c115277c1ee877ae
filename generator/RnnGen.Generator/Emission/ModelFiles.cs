using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>
/// All files of a model: one for its users, and for each of the two lowerings one for the network as a whole and one for each
/// layer.
/// </summary>
internal static class ModelFiles
{
    public static IReadOnlyList<GeneratedFile> Print(ModelPlans plans, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Network network = plans.Batches.Network;
        ModelSurface surface = ModelSurface.Of(network);
        var members = new NetworkCode(plans);
        string[] table = [.. SummaryTable.Of(plans).TrimEnd('\n').Split('\n')];
        return
        [
            GeneratedFile.Of(
                network.Declaration, "", ["Written by RnnGen from the attributes on the class.", "", .. table],
                ApiInterfaces.Of(surface, members).BaseList, code => ApiFile.Print(code, surface, members)),
            .. Print(new BatchText(), plans.Batches, plans.Streams, cancellation),
            .. Print(new SequenceText(), plans.Sequence, null, cancellation),
            .. plans.Stream is { } stream
                ? new[]
                {
                    GeneratedFile.Of(
                        network.Declaration, "Stream", [$"{network.Declaration.Name}, one time step after the other."], "",
                        code =>
                        {
                            StreamFile.Print(code, new SequenceText(), plans.Sequence, stream);
                            code.Line();
                            StreamFile.PrintMany(code, new BatchText(), plans.Batches, plans.Streams!);
                        }),
                }
                : [],
        ];
    }

    /// <summary>The main file alone, of a model that has no network: every member is there, and says why when it is called.</summary>
    public static GeneratedFile Print(FaultyDeclaration faulty)
    {
        var surface = ModelSurface.Of(faulty);
        var members = new FaultCode(faulty);
        return GeneratedFile.Of(
            faulty.Model, "", [faulty.Reason], $"partial {faulty.Kind} {faulty.TypeName}{ApiInterfaces.Of(surface, members).BaseList}", true,
            code => ApiFile.Print(code, surface, members));
    }

    private static IEnumerable<GeneratedFile> Print(LoweringText lowering, ModelPlan plan, StreamPlan? streams, CancellationToken cancellation)
    {
        ModelDeclaration model = plan.Network.Declaration;
        foreach (LayerPlan layer in plan.Groups)
        {
            cancellation.ThrowIfCancellationRequested();
            string[] description = [$"{layer.Layer.Name} of {model.Name}: {layer.Layer.Description}.", .. layer.Layer.Formula];
            yield return GeneratedFile.Of(
                model, MethodNames.Of(layer.Layer, lowering.FilePart), description, "", code => LayerFile.Print(code, lowering, plan, layer));
        }

        yield return GeneratedFile.Of(
            model, lowering.Struct, [$"{model.Name}: the order in which layers run."], "", code => NetworkFile.Print(code, lowering, plan, streams));
    }
}
