using System.Globalization;
using System.Text;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>The layer table of a model, as text.</summary>
internal static class SummaryTable
{
    private static readonly string[] Header = ["Layer", "Kind", "Output shape", "Parameters", "Workspace bytes", "per sample of a batch"];

    public static string Of(ModelPlans plans)
    {
        ModelPlan plan = plans.Batches;
        Network network = plan.Network;
        var rows = new List<string[]> { Header };
        if (network is { Embedding: { } embedding, Table: { } table })
        {
            rows.Add([embedding.Name, embedding.Description, $"({network.InputLength}, {embedding.OutputSize})", Number(table.Length), "0", "0"]);
        }

        IEnumerable<LayerPlan> sequences = plans.Sequence.Of(ProgramKinds.Predict);
        foreach ((LayerPlan layer, LayerPlan sequence) in plan.Of(ProgramKinds.Predict).Zip(sequences, static (batches, sequence) => (batches, sequence)))
        {
            rows.Add([
                layer.Layer.Name,
                layer.Layer.Description,
                $"({layer.Calls}, {layer.Layer.OutputSize})",
                Number(layer.Layer.Parameters.Sum(tensor => tensor.Length)),
                Bytes(sequence.WorkspaceRows),
                Bytes(layer.WorkspaceRows),
            ]);
        }

        rows.Add(["Total", "", $"({network.OutputLength}, {network.OutputSize})", Number(network.ParameterCount), Bytes(plans.Sequence.Memory.Rows), Bytes(plan.Memory.Rows)]);
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        text.Append($"{network.Declaration.Name}: {network.Declaration.Topology}, {network.SequenceLength} steps of {(network.Embedding is null ? Literal.Of(network.InputSize) : "a token")}, loss {network.Criterion.Description}\n");
        foreach (string[] row in rows)
        {
            // Words to the left, figures to the right.
            IEnumerable<string> cells = row.Select((cell, column) => column < 3 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A row is one float for each sample.</summary>
    private static string Bytes(int rows) => Number((long)rows * sizeof(float));

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
