using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>The file of streaming: one time step of the whole network.</summary>
internal static class StreamFile
{
    public static void Print(CodeWriter code, LaneText lanes, ModelPlan sequence, StreamPlan plan)
    {
        using (code.Block($"private readonly partial struct {lanes.Struct} : global::RnnGen.Execution.IStreamedNetwork"))
        {
            code.Line("/// <inheritdoc/>");
            code.Line("public static global::RnnGen.Execution.StreamLayout Stream { get; } = new(" +
                $"{Literal.Of(sequence.Network.InputSize)}, {Literal.Of(sequence.Network.OutputSize)}, {Literal.Of(plan.Rows)}, {Literal.Of(plan.Output.Even)}, {Literal.Of(plan.Output.Odd)});");
            code.Line();
            code.Line("/// <inheritdoc/>");
            code.Line($"static void global::RnnGen.Execution.IStreamedNetwork.Advance<TLanes>(ref float p, ref float w, bool odd) => {lanes.Class}.Advance(ref p, ref w, odd);");
        }

        code.Line();
        using (code.Block($"private static partial class {lanes.Class}"))
        {
            code.Summary("One time step. Layers with states have two frames: an even step goes from the first to the second, an odd one back.");
            code.Line("public static void Advance(ref float p, ref float w, bool odd)");
            using (code.Block())
            {
                foreach (StreamCall call in plan.Calls)
                {
                    EmittedMethod method = call.Layer.StreamMethod!;
                    IEnumerable<string> rows = method.Origins.Select(origin => $"{OriginNames.Argument(method.Home, origin)}: {Row(call.Row(origin))}");
                    code.Line($"{method.Name}(ref {ParameterText.At(method.Start(call.Layer.General.Forward.FirstParameter))}, ref w, {string.Join(", ", rows)});");
                }
            }
        }
    }

    private static string Row((int Even, int Odd) row) =>
        row.Even == row.Odd ? Literal.Of(row.Even) : $"odd ? {Literal.Of(row.Odd)} : {Literal.Of(row.Even)}";
}
