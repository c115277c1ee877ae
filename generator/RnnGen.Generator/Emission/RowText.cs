using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints where rows are at step t: <c>Lstm1Buffer(t)</c>, which is a constant where there is one place for all steps.</summary>
internal static class RowText
{
    /// <summary>The rows at a step.</summary>
    public static string At(StepRows rows, string step) => rows.IsConstant ? Name(rows) : $"{Name(rows)}({step})";

    /// <summary>The rows of a layer.</summary>
    public static void Print(CodeWriter code, ModelPlan model, Layer layer) => Print(code, [.. model.Rows.Where(rows => rows.Layer == layer)]);

    /// <summary>The rows of the network.</summary>
    public static void PrintShared(CodeWriter code, ModelPlan model) => Print(code, [.. model.Rows.Where(static rows => rows.Layer is null)]);

    private static void Print(CodeWriter code, IReadOnlyList<StepRows> all)
    {
        foreach (StepRows rows in all.OrderBy(static rows => rows.InPrediction).ThenBy(static rows => rows.Kind))
        {
            // A recurrent layer's output is what comes first in its buffer.
            StepRows? buffer = all.FirstOrDefault(other => other.Kind == RowKind.Buffer && rows.Kind == RowKind.Output && other.IsSameAs(rows));
            string[] remarks = buffer is null ? [.. Remarks(rows)] : [];
            code.Line($"private {(rows.IsConstant ? $"const int {Name(rows)} =" : $"static int {Name(rows)}(int t) =>")} {(buffer is null ? Value(rows) : At(buffer, "t"))};"
                + (remarks.Length > 0 ? " // " + string.Join("; ", remarks) : ""));
        }
    }

    private static string Name(StepRows rows) => rows.Mask is { } mask ? mask.Name : rows.Layer is null ? rows.Kind.ToString() : MethodNames.Of(rows.Layer, (rows.InPrediction ? "Predict" : "") + rows.Kind);

    private static string Value(StepRows rows) => rows.IsConstant ? Literal.Of(rows.Start)
        : rows is { Start: 0, Stride: 1, Period: 0, Gap: 0 } ? "t"
        : $"unchecked({Computed(rows)})";

    private static string Computed(StepRows rows) => rows.Gap > 0
        ? $"{Literal.Affine(rows.Start, ("t", rows.Stride))} + (t >= {Literal.Of(rows.Gap)} ? {Literal.Of(rows.Leap)} : 0)"
        : rows.Period == 0 ? Literal.Affine(rows.Start, ("t", rows.Stride))
        : Literal.Affine(rows.Start, ($"({(rows.Shift > 0 ? $"(t + {Literal.Of(rows.Shift)})" : "t")} % {Literal.Of(rows.Period)})", rows.Stride));

    private static IEnumerable<string> Remarks(StepRows rows)
    {
        string? kind = rows.Kind switch
        {
            RowKind.Mask => rows.Mask!.Rate is null ? "1 where a sample has the step, else 0" : "what of each value is left",
            RowKind.Target => "counted from the first output step",
            RowKind.Buffer when !rows.InPrediction => "the values of step t",
            RowKind.OutputGradient => "from above",
            RowKind.StateGradient => "from the next step",
            RowKind.RowGradient => "of its pre-activations",
            _ => null,
        };
        return [.. kind is null ? [] : new[] { kind }, .. rows.Period > 0 ? new[] { $"{Literal.Of(rows.Period)} steps take turns" } : []];
    }
}
