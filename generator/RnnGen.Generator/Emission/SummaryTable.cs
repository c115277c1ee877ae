using System.Globalization;
using System.Text;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>The layer table of a model, as text.</summary>
internal static class SummaryTable
{
    private static readonly string[] Header = ["Layer", "Kind", "Output shape", "Parameters", "Workspace bytes per sample"];

    public static string Of(ModelPlan plan)
    {
        Network network = plan.Network;
        var rows = new List<string[]> { Header };
        foreach (LayerPlan layer in plan.Layers.Concat(plan.OutputActivation is { } activation ? [activation] : []))
        {
            rows.Add([
                layer.Layer.Name,
                layer.Layer.Description,
                $"({layer.Calls}, {layer.Layer.OutputSize})",
                Number(layer.Layer.Parameters.Sum(tensor => tensor.Length)),
                Number((long)layer.WorkspaceRows * sizeof(float)),
            ]);
        }

        rows.Add(["Total", "", $"({network.OutputLength}, {network.OutputSize})", Number(network.ParameterCount), Number((long)plan.Memory.Rows * sizeof(float))]);
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        text.Append($"{network.Declaration.Name}: {network.Declaration.Topology}, {network.SequenceLength} steps of {network.InputSize}, loss {network.Criterion.Description}\n");
        foreach (string[] row in rows)
        {
            // Words to the left, figures to the right.
            IEnumerable<string> cells = row.Select((cell, column) => column < 3 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
