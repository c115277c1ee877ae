using RnnGen.Generator.Loops;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Planning.Kernels;

namespace RnnGen.Generator.Emission;

/// <summary>
/// Prints the parameter gradients of a layer: a method for steps that add the same outer products, and in each segment one call of it for every run of steps.
/// </summary>
internal static class OuterProductMethods
{
    /// <summary>What the methods work on. Which rows of memory at which steps, they are told.</summary>
    private const string Parameters = "global::RnnGen.Runtime.RowShare share, ref float w, ref float scratch, ref float gradients";

    /// <summary>What they call the gradients.</summary>
    private const string Handed = "gradients";

    /// <summary>Where rows are, step by step.</summary>
    public static string Rows(EmittedMethod method, Location location) =>
        OriginNames.Argument(method.Home, location.Origin) + (location.Row > 0 ? " + " + Literal.Of(location.Row) : "");

    /// <summary>Turns to the rows of a product.</summary>
    public static void PrintBegin(CodeWriter code, EmittedMethod method, OuterProductPlan plan)
    {
        code.Line($"// {Literal.Count(plan.Rows, "row")}, {Literal.Count(plan.Sources.Sum(source => source.Count), "column")}.");
        code.Line($"products.Begin({Literal.Of(plan.TotalRows)}, {Literal.Of(plan.FirstRow)}, {Literal.Of(plan.Rows)}, {Rows(method, plan.RowGradients)});");
    }

    /// <summary>The argument that says which steps some sample has, the first of which may be none; nothing where all have all.</summary>
    public static string Alive(EmittedMethod method) =>
        method.First.Beginning is LeaveOutFirst leave ? ", " + OriginNames.Argument(method.Home, leave.Row) : "";

    /// <summary>The calls of a layer.</summary>
    public static void PrintCalls(CodeWriter code, ParameterText parameters, LayerPlan plan)
    {
        int segments = plan.OuterProducts.Sum(static group => group.Count);
        code.Summary($"Adds the gradient of {plan.Layer.Name}'s parameters, summed over its steps.");
        code.Line($"private static void {MethodNames.ParameterGradients(plan.Layer)}({SegmentText.Parameter(segments)}{Parameters})");
        using (code.Block())
        using (SegmentText.Computing(code, segments > 1))
        {
            SegmentText.Print(code, plan.OuterProducts, group =>
            {
                foreach (OuterProductRun run in group.Runs)
                {
                    code.Line(Call(parameters, run));
                }
            });
        }
    }

    /// <summary>A method.</summary>
    public static void Print(CodeWriter code, LoweringText lowering, ParameterText parameters, ModelPlan model, EmittedMethod method)
    {
        IEnumerable<string> rows = method.Origins.Select(origin => $"global::RnnGen.Runtime.StridedRows {OriginNames.Argument(method.Home, origin)}");
        code.Summary(method.First.Summary(model.Methods), ParameterText.Sharing(method, Handed) is { } sharing ? [sharing] : []);
        code.Line($"private static void {method.Name}({Parameters}, int steps, {string.Join(", ", rows)})");
        using (code.Block())
        {
            lowering.PrintOuterProducts(code, parameters, model, method);
        }
    }

    private static string Call(ParameterText parameters, OuterProductRun run)
    {
        IEnumerable<string> rows = run.Arguments.Select(argument =>
        {
            string name = OriginNames.Argument(run.Method.Home, argument.Origin);
            return $"{name}: new({RowText.At(argument.Rows, TimeText.Step(argument.Step, 0))}, {Literal.Of(argument.Stride)})";
        });
        return $"{run.Method.Name}(share, ref w, ref scratch, ref {parameters.At(run.Method.Start(run.FirstParameter), Handed)}, steps: {Literal.Of(run.Count)}, {string.Join(", ", rows)});";
    }
}
