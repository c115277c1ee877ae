using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the parameter gradients of a layer for one sequence: frames already lie as [step][unit], so nothing is moved.</summary>
internal static class UnitOuterProductText
{
    private const string Library = "global::RnnGen.Numerics.OuterProducts.";
    private const string Scalar = "global::RnnGen.Numerics.ScalarLanes";

    public static void Print(CodeWriter code, LayerPlan plan)
    {
        code.Summary($"Adds the gradient of {plan.Layer.Name}'s parameters: the sum over steps of row gradients times what the rows multiplied.");
        code.Line($"private static void {MethodNames.ParameterGradients(plan.Layer)}<TLanes>(global::RnnGen.Numerics.RowShare share, ref float w, ref float scratch, ref float gradients)");
        code.Continue("where TLanes : struct, global::RnnGen.Numerics.ILanes<TLanes>");
        using (code.Block())
        {
            foreach (OuterProductRun run in plan.OuterProducts)
            {
                foreach (OuterProductTarget target in run.Plan.Weights)
                {
                    (int source, int stride) = run.Sources[target.Source];
                    int width = stride == 0 ? PackedParameters.Pad(target.Columns) : stride;
                    code.Line($"{Library}Accumulate<{Scalar}>({Rows(run)}, ref At(ref w, {Literal.Of(source)}), {Literal.Of(width)}, 0, {Literal.Of(target.Columns)}, {Gradients(target.Offset)}, {Literal.Of(target.Columns)});");
                }

                foreach (int bias in run.Plan.Biases)
                {
                    code.Line($"{Library}SumSteps({Rows(run)}, {Gradients(bias)});");
                }
            }
        }
    }

    private static string Rows(OuterProductRun run)
    {
        (int row, int stride) = run.RowGradients;
        return $"{OuterProductText.Share(run.Plan)}, ref w, {Literal.Of(row)}, {Literal.Of(stride)}, {Literal.Of(run.Steps)}";
    }

    private static string Gradients(int offset) => $"ref At(ref gradients, {Literal.Of(offset)})";
}
