using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>The file of the unrolled network as a whole: layout, and the order in which layers run.</summary>
internal static class NetworkFile
{
    private const string Contract = "global::RnnGen.Execution.IUnrolledNetwork";
    private const string Constraint = "where TLanes : struct, global::RnnGen.Numerics.ILanes<TLanes>";
    private const string Inlined =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    public static void Print(CodeWriter code, LaneText lanes, ModelPlan plan)
    {
        code.Summary(lanes.Summary);
        using (code.Block($"private readonly partial struct {lanes.Struct} : {Contract}"))
        {
            PrintKernelOptions(code);
            PrintLayout(code, plan);
            PrintPass(code, "Forward", "The layers from input to output.", plan.Layers, layer => layer.Forward.Count, MethodNames.Forward);
            PrintPass(code, "Activate", "The final activation.", Activation(plan), layer => layer.Forward.Count, MethodNames.Forward);
            PrintPass(code, "Loss", "The loss of every output step.", [plan.Loss], layer => layer.Forward.Count, MethodNames.Forward);
            PrintPass(code, "LossGradient", "The gradient of the loss.", [plan.Loss], layer => layer.InputGradient[0].Count, MethodNames.InputGradient);
            PrintPass(code, "ActivationGradient", "The adjoint of the final activation.", Activation(plan), layer => layer.InputGradient[0].Count, MethodNames.InputGradient);
            PrintBackward(code, plan);
            PrintInputGradients(code, plan);
            PrintParameterGradients(code, plan);
            code.Line();
            code.Summary("The float at an index.");
            code.Line(Inlined);
            code.Line("private static ref float At(ref float origin, int index) => ref global::System.Runtime.CompilerServices.Unsafe.Add(ref origin, index);");
            code.Line();
            code.Summary("The first float of a row.");
            code.Line(Inlined);
            code.Line("private static ref float Row<TLanes>(ref float origin, int row)");
            code.Continue(Constraint + " =>");
            code.Continue($"ref global::System.Runtime.CompilerServices.Unsafe.Add(ref origin, unchecked((global::System.IntPtr)row{lanes.FloatsPerRow}));");
            code.Line();
            code.Line("/// <inheritdoc/>");
            code.Line($"public static int Rows => {Literal.Of(plan.Memory.Rows)};");
        }
    }

    private static LayerPlan[] Activation(ModelPlan plan) => plan.OutputActivation is { } activation ? [activation] : [];

    /// <summary>
    /// Kernels are compiled once and fully, because tier-0 code of static-abstract calls is a hundred times slower; and they stay methods of
    /// their own, because a caller that the JIT recompiles with several of them inlined is past its limits, and slower by as much.
    /// </summary>
    private static void PrintKernelOptions(CodeWriter code)
    {
        code.Summary("How kernels are compiled: at once and fully, and as methods of their own, which keeps each within what the JIT optimises.");
        code.Line("private const global::System.Runtime.CompilerServices.MethodImplOptions Kernel =");
        code.Continue("global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization | global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining;");
        code.Line();
    }

    private static void PrintLayout(CodeWriter code, ModelPlan plan)
    {
        Network network = plan.Network;
        MemoryMap memory = plan.Memory;
        code.Line("/// <inheritdoc/>");
        code.Line("public static global::RnnGen.Execution.NetworkLayout Layout { get; } = new()");
        code.Line("{");
        void Set(string property, string value) => code.Continue($"{property} = {value},");
        string Series((int Start, int Stride) rows) => $"new({Literal.Of(rows.Start)}, {Literal.Of(rows.Stride)})";
        Set("InputLength", Literal.Of(network.InputLength));
        Set("InputSize", Literal.Of(network.InputSize));
        Set("OutputLength", Literal.Of(network.OutputLength));
        Set("OutputSize", Literal.Of(network.OutputSize));
        Set("TargetSize", Literal.Of(network.TargetsPerStep));
        Set("ParameterCount", Literal.Of(network.ParameterCount));
        Set("LanesUsed", Literal.Of(plan.LanesUsed));
        Set("Inputs", Literal.Of(memory.Inputs));
        Set("InputStride", Literal.Of(memory.InputStride));
        Set("Outputs", Series(plan.Outputs));
        Set("OutputGradients", Series(plan.OutputGradients));
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

    private static void PrintPass(
        CodeWriter code, string name, string summary, IReadOnlyList<LayerPlan> layers, Func<LayerPlan, int> calls, Func<Networks.Layers.Layer, string> method)
    {
        code.Line();
        code.Summary(layers.Count > 0 ? summary : "Nothing: this network has no activation apart from its last layer.");
        using (Method(code, name, "ref float p, ref float w"))
        {
            foreach (LayerPlan layer in layers.Where(layer => calls(layer) > 0))
            {
                code.Line($"{method(layer.Layer)}<TLanes>(ref p, ref w);");
            }
        }
    }

    private static void PrintBackward(CodeWriter code, ModelPlan plan)
    {
        code.Line();
        code.Line("/// <inheritdoc/>");
        code.Line($"public static int Segments => {Literal.Of(plan.Memory.Segments.Count)};");
        PrintSegments(
            code, plan, "Backward", "ref float p, ref float w", "ref p, ref w",
            "Backpropagation through time: the layers from output to input, each from its last step to its first.",
            layer =>
            [
                .. HasRuns(layer.Gradient) ? new[] { MethodNames.Backward(layer.Layer) } : [],
                .. layer != plan.Layers[0] && HasRuns(layer.InputGradient) ? new[] { MethodNames.InputGradient(layer.Layer) } : [],
            ]);
    }

    private static void PrintInputGradients(CodeWriter code, ModelPlan plan) => PrintSegments(
        code, plan, "InputGradients", "ref float p, ref float w", "ref p, ref w",
        "The gradient of the network's inputs.",
        layer => layer == plan.Layers[0] && HasRuns(layer.InputGradient) ? [MethodNames.InputGradient(layer.Layer)] : []);

    private static void PrintParameterGradients(CodeWriter code, ModelPlan plan) => PrintSegments(
        code, plan, "ParameterGradients",
        "global::RnnGen.Numerics.RowShare share, ref float w, ref float scratch, ref float gradients", "share, ref w, ref scratch, ref gradients",
        "Adds the gradient of every parameter: of each tensor the rows of a share.",
        layer => layer.HasParameterGradients ? [MethodNames.ParameterGradients(layer.Layer)] : []);

    private static bool HasRuns(IReadOnlyList<IReadOnlyList<CallRun>> segments) => segments.Any(runs => runs.Count > 0);

    /// <summary>A pass that goes through the network segment by segment.</summary>
    private static void PrintSegments(
        CodeWriter code, ModelPlan plan, string name, string parameters, string arguments, string summary, Func<LayerPlan, IReadOnlyList<string>> methods)
    {
        code.Line();
        code.Summary(summary);
        (Passage Passage, IReadOnlyList<LayerPlan> Layers)[] passages = [.. plan.Passages];
        using (Method(code, name, "int segment, " + parameters))
        using (SegmentText.Computing(code, passages.Any(passage => passage.Passage.Count > 1)))
        {
            SegmentText.Print(code, [.. passages.Select(passage => (passage.Passage.First, passage.Passage.Count))], index =>
            {
                foreach (string method in passages[index].Layers.SelectMany(methods))
                {
                    code.Line($"{method}<TLanes>({SegmentText.Argument(passages[index].Passage)}{arguments});");
                }
            });
        }
    }

    private static IDisposable Method(CodeWriter code, string name, string arguments)
    {
        code.Line($"public static void {name}<TLanes>({arguments})");
        code.Continue(Constraint);
        return code.Block();
    }
}
