using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Planning.Kernels;

namespace RnnGen.Generator.Emission;

/// <summary>The file of one layer: its unrolling, its parameter gradients, and the kernels of its steps and adjoints that no layer before it has.</summary>
internal static class LayerFile
{
    public static void Print(CodeWriter code, LoweringText lowering, ModelPlan model, LayerPlan plan)
    {
        Layer layer = plan.Layer;
        var parameters = new ParameterText(model);
        IEnumerable<Action> Runs(TimedCalls calls, string method, string summary) =>
            calls.IsEmpty ? [] : [() => PrintRuns(code, parameters, method, summary, calls)];
        IEnumerable<Action> Timed(TimedCalls calls, string summary) =>
            calls.Methods.Select<TimedMethod, Action>(method => () => TimedMethodText.Print(code, parameters, method, summary));
        IEnumerable<Action> Methods(IEnumerable<EmittedMethod> methods) =>
            methods.Select<EmittedMethod, Action>(method => () => PrintMethod(code, parameters, model, plan, method));
        Action[] members =
        [
            .. Runs(plan.Forward, MethodNames.Forward(layer), $"All steps of {layer.Name}."),
            .. Runs(plan.Prediction, MethodNames.Predict(layer), $"The steps of {layer.Name} in one of {Literal.Of(plan.Prediction.Runs.Count)} stretches of the sequence."),
            .. Runs(plan.Gradient, MethodNames.Backward(layer), $"Backpropagation through the steps of {layer.Name}, last one first{Segments(plan)}."),
            .. Runs(plan.InputGradient, MethodNames.InputGradient(layer), $"The gradient of what {layer.Name} takes, at every step{Segments(plan)}."),
            .. plan.HasParameterGradients ? new[] { () => OuterProductMethods.PrintCalls(code, parameters, plan) } : [],
            .. Timed(plan.Forward, $"Step t of {layer.Name}."),
            .. Timed(plan.Prediction, $"Step t of {layer.Name} in a prediction."),
            .. Timed(plan.Gradient, "The adjoint of step t."),
            .. Timed(plan.InputGradient, $"The gradient of what {layer.Name} takes at step t."),
            () =>
            {
                RowText.Print(code, model, layer);
                parameters.Print(code, plan);
            },
            .. plan.OuterProductMethods.Select<EmittedMethod, Action>(method => () => OuterProductMethods.Print(code, lowering, parameters, model, method)),
            .. Methods([.. plan.StreamMethods, .. plan.Forward.Kernels]),
            .. Methods([.. plan.Gradient.Kernels, .. plan.InputGradient.Kernels]),
        ];
        using (code.Block($"private static partial class {lowering.Class}"))
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

    private static void PrintRuns(CodeWriter code, ParameterText parameters, string method, string summary, TimedCalls calls)
    {
        code.Summary(summary);
        code.Line($"private static void {method}({SegmentText.Parameter(calls.Runs.Count)}ref float p, ref float w)");
        using (code.Block())
        using (SegmentText.Computing(code, calls.AreStepsComputed))
        {
            var text = new CallText(code, parameters);
            SegmentText.Print(code, calls.Segments, group =>
            {
                foreach (CallRun run in group.Runs)
                {
                    text.Print(run);
                }
            });
        }
    }

    private static string Segments(LayerPlan plan) => plan.Gradient.Runs.Count > 1 ? $": one of {Literal.Of(plan.Gradient.Runs.Count)} segments" : "";

    private static void PrintMethod(CodeWriter code, ParameterText parameters, ModelPlan model, LayerPlan plan, EmittedMethod method)
    {
        Layer layer = plan.Layer;
        string[] arguments = [.. method.Origins.Select(origin => OriginNames.Argument(layer, origin))];
        code.Summary(method.First.Summary(model.Methods), ParameterText.Sharing(method) is { } sharing ? [sharing] : []);
        string signature = $"ref float p, ref float w, {string.Join(", ", arguments.Select(argument => "int " + argument))}";
        code.Line(method.First.Parts.Count > 0 || method.TakesTwo ? MethodOptions.Inlined : MethodOptions.Kernel);
        code.Line($"private static void {method.Name}({signature})");
        if (method.First.Parts.Count > 0)
        {
            PrintParts(code, parameters, model, plan, method);
        }
        else if (method.TakesTwo)
        {
            PrintChoice(code, parameters, plan, method, arguments, signature);
        }
        else
        {
            PrintKernels(code, parameters, plan, method, 1);
        }
    }

    /// <summary>Two functions, for as many vectors of units at a time.</summary>
    private static void PrintChoice(
        CodeWriter code, ParameterText parameters, LayerPlan plan, EmittedMethod method, IReadOnlyList<string> arguments, string signature)
    {
        string call = $"(ref p, ref w, {string.Join(", ", arguments)});";
        using (code.Block())
        {
            using (code.Block("if (TVector.TwoFit)"))
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
                code.Line($"static void {(vectors == 1 ? "OneVector" : "TwoVectors")}({signature})");
                PrintKernels(code, parameters, plan, method, vectors);
            }
        }
    }

    private static void PrintKernels(CodeWriter code, ParameterText parameters, LayerPlan plan, EmittedMethod method, int vectors)
    {
        Layer layer = plan.Layer;
        using (code.Block())
        using (code.Block("unchecked"))
        {
            PrintReferences(code, layer, method.Origins);
            new StatementText(code, parameters, method, PackedParameters.Pad(plan.General.StepBufferRows)).PrintMethod([.. method.Body(vectors)]);
        }
    }

    private static void PrintReferences(CodeWriter code, Layer layer, IEnumerable<Origin> origins)
    {
        foreach (Origin origin in origins)
        {
            code.Line($"ref float {OriginNames.Reference(layer, origin)} = ref Row(ref w, {OriginNames.Argument(layer, origin)});");
        }
    }

    private static void PrintParts(CodeWriter code, ParameterText parameters, ModelPlan model, LayerPlan plan, EmittedMethod method)
    {
        using (code.Block())
        {
            if (method.First.Beginning is { } beginning)
            {
                using (code.Block("unchecked"))
                {
                    PrintReferences(code, plan.Layer, AbsentStep.Origins(beginning).Distinct());
                    new StatementText(code, parameters, method, PackedParameters.Pad(plan.General.StepBufferRows)).PrintMethod([new Gap(), beginning]);
                }

                code.Line();
            }

            foreach (StepMethod part in method.First.Parts)
            {
                EmittedMethod called = model.Methods[part];
                code.Line($"{called.Name}(ref {parameters.At(method, called.Start(part.FirstParameter))}, ref w, {string.Join(", ", part.Origins.Select(origin => OriginNames.Argument(plan.Layer, origin)))});");
            }
        }

        foreach (EmittedMethod part in method.First.Parts.Select(part => model.Methods[part]).Where((called, index) => called.First == method.First.Parts[index]))
        {
            code.Line();
            PrintMethod(code, parameters, model, plan, part);
        }
    }
}
