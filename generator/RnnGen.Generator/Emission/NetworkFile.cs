using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>
/// The file of the unrolled network as a whole: layout, and the order in which layers run. The library calls methods that are generic in the vectors they work on; what these
/// call is in a class that is, so that nothing in there has to say so.
/// </summary>
internal sealed class NetworkFile
{
    private const string Contract = "global::RnnGen.Runtime.IUnrolledNetwork";

    private readonly CodeWriter code;
    private readonly LoweringText lowering;
    private readonly ModelPlan plan;
    private readonly StreamPlan? streams;
    private readonly Pass[] passes;

    private NetworkFile(CodeWriter code, LoweringText lowering, ModelPlan plan, StreamPlan? streams)
    {
        this.streams = streams;
        this.code = code;
        this.lowering = lowering;
        this.plan = plan;
        passes =
        [
            Whole("Forward", "The layers from input to output.", plan.Layers, static layer => layer.Forward, MethodNames.Forward),
            Whole("Activate", "The final activation.", plan.Ends(ProgramKinds.Predict), static layer => layer.Forward, MethodNames.Forward),
            .. plan.Prediction is { } prediction
                ? new[]
                {
                    Segmented(
                        "Predict", "The layers from input to output, one stretch of steps after the other: all stretches share their memory.", "ref float p, ref float w",
                        layer => !layer.Prediction.IsEmpty ? [MethodNames.Predict(layer.Layer)] : [], [.. plan.LayersOf(prediction.SegmentGroups)]),
                }
                : [],
            Whole("Loss", "The loss of every output step.", plan.Ends(ProgramKinds.Train), static layer => layer.Forward, MethodNames.Forward),
            Whole("LossGradient", "The gradient of the loss.", plan.Ends(ProgramKinds.Train), static layer => layer.InputGradient, MethodNames.InputGradient),
            Whole("ActivationGradient", "The adjoint of the final activation.", plan.Ends(ProgramKinds.Predict), static layer => layer.InputGradient, MethodNames.InputGradient),
            Segmented(
                "Backward", "Backpropagation through time: the layers from output to input, each from its last step to its first.", "ref float p, ref float w",
                layer =>
                [
                    .. !layer.Gradient.IsEmpty ? new[] { MethodNames.Backward(layer.Layer) } : [],
                    .. !plan.IsOptional(layer) && !layer.InputGradient.IsEmpty ? new[] { MethodNames.InputGradient(layer.Layer) } : [],
                ]),
            Segmented(
                "InputGradients", "The gradient of the network's inputs.", "ref float p, ref float w",
                layer => plan.IsOptional(layer) && !layer.InputGradient.IsEmpty ? [MethodNames.InputGradient(layer.Layer)] : []),
            Segmented(
                "ParameterGradients", "Adds the gradient of every parameter: of each tensor the rows of a share.",
                "global::RnnGen.Runtime.RowShare share, ref float w, ref float scratch, ref float gradients",
                layer => layer.HasParameterGradients ? [MethodNames.ParameterGradients(layer.Layer)] : []),
        ];
    }

    public static void Print(CodeWriter code, LoweringText lowering, ModelPlan plan, StreamPlan? streams) => new NetworkFile(code, lowering, plan, streams).Print();

    private void Print()
    {
        code.Summary(lowering.Summary);
        code.Line(GeneratedFile.Attribute);
        using (code.Block(
            $"private static partial class {lowering.Class}",
            $"where {LoweringText.TypeParameter} : struct, global::RnnGen.Runtime.IVector<{LoweringText.TypeParameter}>"))
        {
            MethodOptions.Print(code);
            foreach (Pass pass in passes)
            {
                code.Line();
                code.Summary(pass.Summary);
                using (code.Block($"public static void {pass.Name}({pass.Parameters})"))
                {
                    pass.Print();
                }
            }

            code.Line();
            RowText.PrintShared(code, plan);
            code.Line();
            code.Summary("The float at an index.");
            code.Line(MethodOptions.Inlined);
            code.Line("private static ref float At(ref float origin, int index) => ref global::System.Runtime.CompilerServices.Unsafe.Add(ref origin, index);");
            code.Line();
            code.Summary("The first float of a row.");
            code.Line(MethodOptions.Inlined);
            code.Line("private static ref float Row(ref float origin, int row) =>");
            code.Continue($"ref global::System.Runtime.CompilerServices.Unsafe.Add(ref origin, unchecked((global::System.IntPtr)row{lowering.FloatsPerRow}));");
        }

        code.Line();
        code.Summary("What the library asks of the network.");
        code.Line(GeneratedFile.Attribute);
        using (code.Block($"private readonly partial struct {lowering.Struct} : {Contract}"))
        {
            PrintLayout();
            code.Line();
            code.Line("/// <inheritdoc/>");
            code.Line($"public static int Segments => {Literal.Of(plan.Memory.Segments.Count)};");
            foreach (Pass pass in passes)
            {
                code.Line();
                code.Line("/// <inheritdoc/>");
                code.Line($"static void {Contract}.{pass.Name}<{LoweringText.TypeParameter}>({pass.Parameters}) => {lowering.Class}.{pass.Name}({Arguments(pass.Parameters)});");
            }

            if (plan.Prediction is { } prediction)
            {
                Constant("PredictionSegments", prediction.Segments);
                Constant("PredictionRows", prediction.Rows);
            }

            if (streams is not null)
            {
                Constant("StreamRows", streams.Rows);
            }

            // Last: the runtime looks for what implements an interface from the end, and a kernel asks for this at every load and store.
            Constant("Rows", plan.Memory.Rows);
        }

        void Constant(string name, int value)
        {
            code.Line();
            code.Line("/// <inheritdoc/>");
            code.Line($"public static int {name} => {Literal.Of(value)};");
        }
    }

    private void PrintLayout()
    {
        Network network = plan.Network;
        MemoryMap memory = plan.Memory;
        code.Line("/// <inheritdoc/>");
        code.Line("public static global::RnnGen.Runtime.NetworkLayout Layout { get; } = new()");
        code.Line("{");
        void Set(string property, string value) => code.Continue($"{property} = {value},");
        string Series((int Start, int Stride) rows) => $"new({Literal.Of(rows.Start)}, {Literal.Of(rows.Stride)})";
        Set("InputLength", Literal.Of(network.InputLength));
        Set("InputSize", Literal.Of(network.InputSize));
        Set("OutputLength", Literal.Of(network.OutputLength));
        Set("OutputSize", Literal.Of(network.OutputSize));
        Set("TargetSize", Literal.Of(network.TargetsPerStep));
        if (network.Criterion.TakesProbabilities)
        {
            Set("TargetsAreProbabilities", "true");
        }

        Set("ParameterCount", Literal.Of(network.ParameterCount));
        if (network is { Embedding: { } embedding, Table: { } table })
        {
            string padding = embedding.PaddingIndex >= 0 ? $", PaddingIndex: {Literal.Of(embedding.PaddingIndex)}" : "";
            Set("Tokens", $"new({Literal.Of(embedding.VocabularySize)}, {Literal.Of(table.Offset)}{padding})");
        }

        Set("LanesUsed", Literal.Of(plan.LanesUsed));
        Set("Inputs", Literal.Of(memory.Inputs));
        Set("InputStride", Literal.Of(memory.InputStride));
        Set("Outputs", Series(plan.Outputs));
        if (plan.Prediction is { } prediction)
        {
            Set("Prediction", $"new({Series(prediction.Outputs)}, {Literal.Of(prediction.Segments)}, {Literal.Of(prediction.Rows)})");
        }

        if (network.LooksAhead)
        {
            Set("LooksAhead", "true");
        }

        if (streams is not null)
        {
            code.Continue($"Streams = new({Literal.Of(streams.Output.Even)}, {Literal.Of(streams.Rows)}, new global::RnnGen.Runtime.StreamRows[]");
            code.Continue("{");
            foreach ((string name, int length, (int before, int after)) in streams.States)
            {
                code.Continue($"\tnew({Literal.Of(length)}, {Literal.Of(before)}, {Literal.Of(after)}), // {name}");
            }

            code.Continue("}),");
        }

        if (network.Declaration.VariableLength)
        {
            Set("VariableLength", "true");
        }

        foreach (Mask mask in network.Masks.Where(static mask => mask.Rate is null))
        {
            Set("Alive", Series((memory.Mask(mask), memory.MaskStride(mask))));
        }

        if (network.Masks.Any(static mask => mask.Rate is not null))
        {
            code.Continue("Dropouts = new global::RnnGen.Runtime.DropoutRows[]");
            code.Continue("{");
            foreach (Mask mask in network.Masks.Where(static mask => mask.Rate is not null))
            {
                code.Continue($"\tnew({Series((memory.Mask(mask), memory.MaskStride(mask)))}, {Literal.Of(memory.MaskSteps(mask))}, {Literal.Of(mask.Length)}, {FormattableString.Invariant($"{mask.Rate:R}")}), // {mask.Name}");
            }

            code.Continue("},");
        }

        Set("OutputGradients", Series(plan.OutputGradients));
        if (plan.States.Count > 0)
        {
            code.Continue("States = new global::RnnGen.Runtime.CarriedState[]");
            code.Continue("{");
            foreach (StatePlace state in plan.States)
            {
                string rows = string.Join(", ", new[] { state.Length, state.Initial, state.Final, state.Gradient }.Select(static row => Literal.Of(row)));
                string[] more =
                [
                    .. state.InPrediction is var (initial, final) ? [$"PredictionInitial = {Literal.Of(initial)}", $"PredictionFinal = {Literal.Of(final)}"] : Array.Empty<string>(),
                    .. state.IsReached ? [] : new[] { "IsReached = false" },
                ];
                code.Continue($"\tnew({rows}){(more.Length > 0 ? $" {{ {string.Join(", ", more)} }}" : "")}, // {state.Name}");
            }

            code.Continue("},");
        }

        Set("Targets", Literal.Of(memory.Targets));
        Set("TargetStride", Literal.Of(memory.TargetStride));
        Set("Losses", Series(plan.Losses));
        Set("LossWeights", Series(plan.LossWeights));
        Set("StateGradients", Literal.Of(memory.StateGradients));
        Set("StateGradientRows", Literal.Of(memory.StateGradientRows));
        Set("InputGradients", Literal.Of(memory.InputGradients));
        Set("Rows", Literal.Of(memory.Rows));
        Set("ScratchRows", Literal.Of(plan.ScratchRows));
        Set("ScratchFloats", Literal.Of(plan.ScratchFloats));
        code.Line("};");
    }

    /// <summary>A pass through all steps at once.</summary>
    private Pass Whole(string name, string summary, IReadOnlyList<LayerPlan> layers, Func<LayerPlan, TimedCalls> calls, Func<Layer, string> method) => new(
        name,
        layers.Count > 0 ? summary : "Nothing: this network has no activation apart from its last layer.",
        "ref float p, ref float w",
        () =>
        {
            foreach (LayerPlan layer in layers.Where(layer => !calls(layer).IsEmpty))
            {
                code.Line($"{method(layer.Layer)}(ref p, ref w);");
            }
        });

    /// <summary>A pass that goes through the network segment by segment.</summary>
    private Pass Segmented(
        string name, string summary, string parameters, Func<LayerPlan, IReadOnlyList<string>> methods, (SegmentGroup SegmentGroup, IReadOnlyList<LayerPlan> Layers)[]? through = null) => new(
        name,
        summary,
        "int segment, " + parameters,
        () =>
        {
            (SegmentGroup SegmentGroup, IReadOnlyList<LayerPlan> Layers)[] segmentGroups = through ?? [.. plan.SegmentGroups];
            using (SegmentText.Computing(code, segmentGroups.Any(segmentGroup => segmentGroup.SegmentGroup.Count > 1)))
            {
                SegmentText.Print(code, [.. segmentGroups.Select(segmentGroup => (segmentGroup.SegmentGroup.First, segmentGroup.SegmentGroup.Count))], index =>
                {
                    foreach (string method in segmentGroups[index].Layers.SelectMany(methods))
                    {
                        code.Line($"{method}({SegmentText.Argument(segmentGroups[index].SegmentGroup)}{Arguments(parameters)});");
                    }
                });
            }
        });

    /// <summary>Parameters as they are handed on: without their types.</summary>
    private static string Arguments(string parameters) => string.Join(", ", parameters.Split([", "], StringSplitOptions.None)
        .Select(parameter => (parameter.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "") + parameter.Substring(parameter.LastIndexOf(' ') + 1)));

    /// <summary>One of the methods that the library calls.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Summary">What it does.</param>
    /// <param name="Parameters">What it takes.</param>
    /// <param name="Print">Prints its body.</param>
    private sealed record Pass(string Name, string Summary, string Parameters, Action Print);
}
