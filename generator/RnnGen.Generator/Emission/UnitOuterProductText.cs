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
        code.Line($"private static void {MethodNames.ParameterGradients(plan.Layer)}<TLanes>(ref float w, ref float scratch, ref float gradients)");
        code.Continue("where TLanes : struct, global::RnnGen.Numerics.ILanes<TLanes>");
        using (code.Block())
        {
            foreach (OuterProductRun run in plan.OuterProducts)
            {
                foreach (OuterProductTarget target in run.Plan.Targets)
                {
                    code.Line(Call(run, target));
                }
            }
        }
    }

    private static string Call(OuterProductRun run, OuterProductTarget target)
    {
        (int row, int stride) = run.RowGradients;
        int column = 0;
        int index = 0;
        for (; column < target.FirstColumn; index++)
        {
            column += run.Plan.Columns[index].Count;
        }

        string rows = $"ref w, {Literal.Of(row)}, {Literal.Of(stride)}, {Literal.Of(run.Steps)}, {Literal.Of(run.Plan.Rows)}";
        string gradients = $"ref At(ref gradients, {Literal.Of(target.Offset)})";
        if (run.Plan.Columns[index].Source is null)
        {
            return $"{Library}SumSteps({rows}, {gradients});";
        }

        (int source, int sourceStride) = run.Sources[index];
        int width = sourceStride == 0 ? PackedParameters.Pad(target.Columns) : sourceStride;
        return $"{Library}Accumulate<{Scalar}>({rows}, ref At(ref w, {Literal.Of(source)}), {Literal.Of(width)}, 0, {Literal.Of(target.Columns)}, {gradients}, {Literal.Of(target.Columns)});";
    }
}
