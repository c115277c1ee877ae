using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>The file of one layer: the kernels of its steps and adjoints, its unrolling, its parameter gradients.</summary>
internal static class LayerFile
{
    private const string Inlined =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    private const string Compiled = "[global::System.Runtime.CompilerServices.MethodImpl(Kernel)]";

    public static void Print(CodeWriter code, LaneText lanes, ModelPlan model, LayerPlan plan)
    {
        Layer layer = plan.Layer;
        using (code.Block($"private readonly partial struct {lanes.Struct}"))
        {
            PrintRuns(code, model, plan, MethodNames.Forward(layer), $"All steps of {layer.Name}.", [plan.Forward]);
            PrintRuns(code, model, plan, MethodNames.Backward(layer), $"Backpropagation through the steps of {layer.Name}, last one first{Segments(plan)}.", plan.Gradient);
            PrintRuns(code, model, plan, MethodNames.InputGradient(layer), $"The gradient of what {layer.Name} takes, at every step{Segments(plan)}.", plan.InputGradient);
            if (plan.HasParameterGradients)
            {
                lanes.PrintOuterProducts(code, model, plan);
                code.Line();
            }

            StepMethod[] streaming = lanes.Streams && plan.Layer is not LossLayer && !plan.ForwardMethods.Contains(plan.GeneralMethod) ? [plan.GeneralMethod] : [];
            StepMethod[] methods = [.. streaming, .. plan.ForwardMethods, .. plan.GradientMethods, .. plan.InputGradientMethods];
            for (int index = 0; index < methods.Length; index++)
            {
                if (index > 0)
                {
                    code.Line();
                }

                PrintMethod(code, lanes, plan, methods[index], index < streaming.Length + plan.ForwardMethods.Count ? layer.Formula : null);
            }
        }
    }

    private static void PrintRuns(
        CodeWriter code, ModelPlan model, LayerPlan plan, string method, string summary, IReadOnlyList<IReadOnlyList<CallRun>> segments)
    {
        if (segments.All(runs => runs.Count == 0))
        {
            return;
        }

        code.Summary(summary);
        code.Line($"private static void {method}<TLanes>({SegmentText.Parameter(segments.Count)}ref float p, ref float w)");
        code.Continue("where TLanes : struct, global::RnnGen.Numerics.ILanes<TLanes>");
        using (code.Block())
        using (SegmentText.Computing(code, segments.Count > 1 || segments[0].Any(run => model.Unroll.Block(run.Count) < run.Count)))
        {
            var text = new CallText(code, model.Unroll);
            SegmentText.Print(code, model.Unroll.Join(segments), group =>
            {
                foreach (CallRun run in group.Runs)
                {
                    text.Print(plan.Layer, run);
                }
            });
        }

        code.Line();
    }

    private static string Segments(LayerPlan plan) => plan.Gradient.Count > 1 ? $": one of {Literal.Of(plan.Gradient.Count)} segments of the sequence" : "";

    private static void PrintMethod(CodeWriter code, LaneText lanes, LayerPlan plan, StepMethod method, IReadOnlyList<string>? formula)
    {
        Layer layer = plan.Layer;
        string[] arguments = [.. method.Origins.Select(origin => OriginNames.Argument(layer, origin))];
        code.Summary(method.Summary, formula);
        code.Line(method.Parts.Count > 0 ? Inlined : Compiled);
        code.Line($"private static void {method.Name}<TLanes>(ref float p, ref float w, {string.Join(", ", arguments.Select(argument => "int " + argument))})");
        code.Continue("where TLanes : struct, global::RnnGen.Numerics.ILanes<TLanes>");
        if (method.Parts.Count > 0)
        {
            PrintParts(code, lanes, plan, method);
            return;
        }

        using (code.Block())
        using (code.Block("unchecked"))
        {
            foreach (Origin origin in method.Origins)
            {
                code.Line($"ref float {OriginNames.Reference(layer, origin)} = ref Row<TLanes>(ref w, {OriginNames.Argument(layer, origin)});");
            }

            string[] reserved = [.. arguments, .. method.Origins.Select(origin => OriginNames.Reference(layer, origin))];
            foreach (Kernel kernel in method.Kernels)
            {
                code.Line();
                switch (kernel)
                {
                    case ProductKernel product:
                        lanes.PrintProduct(code, plan, product);
                        break;
                    case ElementwiseKernel loop:
                        new LoopText(code, lanes, layer, loop, reserved).Print();
                        break;
                }
            }
        }
    }

    private static void PrintParts(CodeWriter code, LaneText lanes, LayerPlan plan, StepMethod method)
    {
        using (code.Block())
        {
            foreach (StepMethod part in method.Parts)
            {
                IEnumerable<string> arguments = part.Origins.Select(origin => OriginNames.Argument(plan.Layer, origin));
                code.Line($"{plan.Parts[part.Signature].Name}<TLanes>(ref p, ref w, {string.Join(", ", arguments)});");
            }
        }

        foreach (StepMethod part in method.Parts.Where(part => plan.Parts[part.Signature] == part))
        {
            code.Line();
            PrintMethod(code, lanes, plan, part, null);
        }
    }
}
