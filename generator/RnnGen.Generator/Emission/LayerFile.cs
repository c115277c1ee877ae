using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Planning.Kernels;

namespace RnnGen.Generator.Emission;

/// <summary>The file of one layer: its unrolling, its parameter gradients, and the kernels of its steps and adjoints that no layer before it has.</summary>
internal static class LayerFile
{
    public static void Print(CodeWriter code, LaneText lanes, ModelPlan model, LayerPlan plan)
    {
        Layer layer = plan.Layer;
        void Runs(string method, string summary, IReadOnlyList<IReadOnlyList<CallRun>> segments) => PrintRuns(code, lanes, model, method, summary, segments);
        IEnumerable<Action> Methods(IEnumerable<EmittedMethod> methods, IReadOnlyList<string> formula) =>
            methods.Select<EmittedMethod, Action>(method => () => PrintMethod(code, lanes, model, plan, method, formula));
        Action[] members =
        [
            .. plan.Forward.Count > 0 ? new[] { () => Runs(MethodNames.Forward(layer), $"All steps of {layer.Name}.", [plan.Forward]) } : [],
            .. HasRuns(plan.Prediction)
                ? new[] { () => Runs(MethodNames.Predict(layer), $"The steps of {layer.Name} in one of {Literal.Of(plan.Prediction.Count)} stretches of the sequence, which share their memory.", plan.Prediction) }
                : [],
            .. HasRuns(plan.Gradient)
                ? new[] { () => Runs(MethodNames.Backward(layer), $"Backpropagation through the steps of {layer.Name}, last one first{Segments(plan)}.", plan.Gradient) }
                : [],
            .. HasRuns(plan.InputGradient)
                ? new[] { () => Runs(MethodNames.InputGradient(layer), $"The gradient of what {layer.Name} takes, at every step{Segments(plan)}.", plan.InputGradient) }
                : [],
            .. plan.HasParameterGradients ? new[] { () => OuterProductMethods.PrintCalls(code, model, plan) } : [],
            .. plan.OuterProductMethods.Select<EmittedMethod, Action>(method => () => OuterProductMethods.Print(code, lanes, model, layer, method)),
            .. Methods([.. plan.StreamMethods, .. plan.ForwardMethods], layer.Formula),
            .. Methods([.. plan.GradientMethods, .. plan.InputGradientMethods], []),
        ];
        using (code.Block($"private static partial class {lanes.Class}"))
        {
            for (int index = 0; index < members.Length; index++)
            {
                if (index > 0)
                {
                    code.Line();
                }

                members[index]();
            }
        }
    }

    private static bool HasRuns(IReadOnlyList<IReadOnlyList<CallRun>> segments) => segments.Any(runs => runs.Count > 0);

    private static void PrintRuns(
        CodeWriter code, LaneText lanes, ModelPlan model, string method, string summary, IReadOnlyList<IReadOnlyList<CallRun>> segments)
    {
        code.Summary(summary);
        code.Line($"private static void {method}({SegmentText.Parameter(segments.Count)}ref float p, ref float w)");
        using (code.Block())
        using (SegmentText.Computing(code, segments.Count > 1 || segments[0].Any(run => model.Unroll.Block(run.Count) < run.Count)))
        {
            var text = new CallText(code, model.Unroll, ParameterText.Locals(code, model, segments.SelectMany(runs => runs)));
            SegmentText.Print(code, model.Unroll.Join(segments), group =>
            {
                foreach (CallRun run in group.Runs)
                {
                    text.Print(run);
                }
            });
        }
    }

    private static string Segments(LayerPlan plan) => plan.Gradient.Count > 1 ? $": one of {Literal.Of(plan.Gradient.Count)} segments of the sequence" : "";

    private static void PrintMethod(CodeWriter code, LaneText lanes, ModelPlan model, LayerPlan plan, EmittedMethod method, IReadOnlyList<string> remarks)
    {
        Layer layer = plan.Layer;
        string[] arguments = [.. method.Origins.Select(origin => OriginNames.Argument(layer, origin))];
        code.Summary(method.First.Summary(model.Methods), [.. remarks, .. ParameterText.Sharing(method) is { } sharing ? new[] { sharing } : []]);
        string parameters = $"ref float p, ref float w, {string.Join(", ", arguments.Select(argument => "int " + argument))}";
        code.Line(method.First.Parts.Count > 0 || method.TakesTwo ? MethodOptions.Inlined : MethodOptions.Kernel);
        code.Line($"private static void {method.Name}({parameters})");
        if (method.First.Parts.Count > 0)
        {
            PrintParts(code, lanes, model, plan, method);
        }
        else if (method.TakesTwo)
        {
            PrintChoice(code, plan, method, arguments, parameters);
        }
        else
        {
            PrintKernels(code, plan, method, 1);
        }
    }

    /// <summary>Two functions, for as many vectors of units at a time.</summary>
    private static void PrintChoice(CodeWriter code, LayerPlan plan, EmittedMethod method, IReadOnlyList<string> arguments, string parameters)
    {
        string call = $"(ref p, ref w, {string.Join(", ", arguments)});";
        using (code.Block())
        {
            using (code.Block("if (TLanes.TwoFit)"))
            {
                code.Line("TwoVectors" + call);
            }

            using (code.Block("else"))
            {
                code.Line("OneVector" + call);
            }

            for (int vectors = 1; vectors <= 2; vectors++)
            {
                code.Line();
                code.Line(MethodOptions.Kernel);
                code.Line($"static void {(vectors == 1 ? "OneVector" : "TwoVectors")}({parameters})");
                PrintKernels(code, plan, method, vectors);
            }
        }
    }

    private static void PrintKernels(CodeWriter code, LayerPlan plan, EmittedMethod method, int vectors)
    {
        Layer layer = plan.Layer;
        using (code.Block())
        using (code.Block("unchecked"))
        {
            foreach (Origin origin in method.Origins)
            {
                code.Line($"ref float {OriginNames.Reference(layer, origin)} = ref Row(ref w, {OriginNames.Argument(layer, origin)});");
            }

            new StatementText(code, layer, PackedParameters.Pad(plan.General.FrameRows)).Print(method.Body(vectors));
        }
    }

    private static void PrintParts(CodeWriter code, LaneText lanes, ModelPlan model, LayerPlan plan, EmittedMethod method)
    {
        using (code.Block())
        {
            foreach (StepMethod part in method.First.Parts)
            {
                EmittedMethod called = model.Methods[part];
                int start = called.TakesFirstParameter ? part.FirstParameter - method.Start(method.First.FirstParameter) : 0;
                code.Line($"{called.Name}(ref {ParameterText.At(start)}, ref w, {string.Join(", ", part.Origins.Select(origin => OriginNames.Argument(plan.Layer, origin)))});");
            }
        }

        foreach (EmittedMethod part in method.First.Parts.Select(part => model.Methods[part]).Where((called, index) => called.First == method.First.Parts[index]))
        {
            code.Line();
            PrintMethod(code, lanes, model, plan, part, []);
        }
    }
}
