using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Planning.Kernels;

namespace RnnGen.Generator.Emission;

/// <summary>The file of streaming: one time step of the whole network.</summary>
internal static class StreamFile
{
    public static void Print(CodeWriter code, LoweringText lowering, ModelPlan sequence, StreamPlan plan)
    {
        var parameters = new ParameterText(sequence);
        using (code.Block($"private readonly partial struct {lowering.Struct} : global::RnnGen.Runtime.IStreamedNetwork"))
        {
            foreach ((string name, int value) in new[] { ("InputSize", sequence.Network.InputSize), ("OutputSize", sequence.Network.OutputSize), ("Floats", plan.Rows) })
            {
                code.Line("/// <inheritdoc/>");
                code.Line($"public static int {name} => {Literal.Of(value)};");
                code.Line();
            }

            PrintStateVectors(code, plan);
            if (plan.Beginnings.Count > 0)
            {
                code.Line();
                code.Line("/// <inheritdoc/>");
                code.Line("public static bool HasBeginning => true;");
                code.Line();
                code.Line("/// <inheritdoc/>");
                code.Line($"static void global::RnnGen.Runtime.IStreamedNetwork.Begin<{LoweringText.TypeParameter}>(ref float p, ref float w) => {lowering.Class}.Begin(ref p, ref w);");
            }

            code.Line();
            code.Line("/// <inheritdoc/>");
            code.Line($"static void global::RnnGen.Runtime.IStreamedNetwork.Advance<{LoweringText.TypeParameter}>(ref float p, ref float w, ref float output, bool odd) => {lowering.Class}.Advance(ref p, ref w, ref output, odd);");
        }

        code.Line();
        using (code.Block($"private static partial class {lowering.Class}"))
        {
            code.Summary("One time step. Layers with states have two step buffers: an even step goes from the first to the second, an odd one back.");
            code.Line(MethodOptions.Inlined);
            code.Line("public static void Advance(ref float p, ref float w, ref float output, bool odd)");
            using (code.Block())
            {
                int stored = plan.Calls.Count - (plan.Returned is null ? 0 : 1);
                PrintCalls(code, parameters, plan.Calls.Take(stored));

                code.Line(plan.Returned is { } product
                    ? $"output = Output(ref p, ref w, {Rows(plan.Calls[stored], plan.Calls[stored].Layer.Layer, [product.Terms[0].Source.Origin])});"
                    : $"global::RnnGen.Runtime.StepRows.Copy(ref At(ref w, {Row(plan.Output)}), ref output, {Literal.Of(sequence.Network.OutputSize)});");
            }

            if (plan.Beginnings.Count > 0)
            {
                code.Line();
                code.Summary("The states before the first step, an even one.");
                using (code.Block("public static void Begin(ref float p, ref float w)"))
                {
                    PrintCalls(code, parameters, plan.Beginnings);
                }
            }

            if (plan.Returned is { } returned)
            {
                code.Line();
                PrintReturned(code, parameters, plan.Calls[plan.Calls.Count - 1].Layer.General.Forward, returned);
            }
        }
    }

    /// <summary>One time step of many streams, one in each lane.</summary>
    public static void PrintMany(CodeWriter code, LoweringText lowering, ModelPlan batches, StreamPlan plan)
    {
        using (code.Block($"private readonly partial struct {lowering.Struct}"))
        {
            code.Line("/// <inheritdoc/>");
            code.Line($"static void global::RnnGen.Runtime.IUnrolledNetwork.Advance<{LoweringText.TypeParameter}>(ref float p, ref float w) => {lowering.Class}.Advance(ref p, ref w);");
        }

        code.Line();
        using (code.Block($"private static partial class {lowering.Class}"))
        {
            code.Summary("One time step of many streams, one in each lane: from the states before it to those after it.");
            using (code.Block("public static void Advance(ref float p, ref float w)"))
            {
                PrintCalls(code, new ParameterText(batches), plan.Calls, takesTurns: false);
            }
        }
    }

    private static void PrintCalls(CodeWriter code, ParameterText parameters, IEnumerable<StreamCall> calls, bool takesTurns = true)
    {
        foreach (StreamCall call in calls)
        {
            EmittedMethod method = call.Layer.StreamMethod!;
            code.Line($"{method.Name}(ref {parameters.At(method.Start(call.Layer.General.Forward.FirstParameter))}, ref w, {Rows(call, method.Home, method.Origins, takesTurns)});");
        }
    }

    private static void PrintStateVectors(CodeWriter code, StreamPlan plan)
    {
        code.Summary("Where the layers' states are in a stream's memory.");
        code.Line("public static readonly global::RnnGen.Runtime.StateVector[] StateVectors =");
        code.Line("{");
        foreach ((string name, int length, (int even, int odd)) in plan.States)
        {
            code.Continue($"new({Literal.Of(name)}, {Literal.Of(even)}, {Literal.Of(odd)}, {Literal.Of(length)}),");
        }

        code.Line("};");
    }

    private static void PrintReturned(CodeWriter code, ParameterText parameters, StepMethod step, ProductKernel product)
    {
        ProductTerm term = product.Terms[0];
        string source = OriginNames.Argument(step.Layer, term.Source.Origin);
        code.Summary($"What a step of {step.Layer.Name} comes to: {Literal.Count(term.Inner, "product")}. It is returned, because to load again what has just been stored takes longer.");
        code.Line(MethodOptions.Kernel);
        code.Line($"private static float Output(ref float p, ref float w, int {source}) =>");
        string dot = $"global::RnnGen.Runtime.UnitReduction.ScalarDot<TVector>(ref At(ref p, {parameters.Offset(step.FirstParameter + term.Offset)}), ref Row(ref w, {Literal.Sum(term.Source.Row, source)}), {Literal.Of(term.Inner)})";
        code.Continue(string.Join(" + ", [.. product.Biases.Select(bias => $"At(ref p, {parameters.Offset(step.FirstParameter + bias)})"), dot]) + ";");
    }

    private static string Rows(StreamCall call, Layer names, IEnumerable<Origin> origins, bool takesTurns = true) =>
        string.Join(", ", origins.Select(origin =>
        {
            (int even, int odd) = call.Row(origin);
            return $"{OriginNames.Argument(names, origin)}: {Row((even, takesTurns ? odd : even))}";
        }));

    private static string Row((int Even, int Odd) row) =>
        row.Even == row.Odd ? Literal.Of(row.Even) : $"odd ? {Literal.Of(row.Odd)} : {Literal.Of(row.Even)}";
}
