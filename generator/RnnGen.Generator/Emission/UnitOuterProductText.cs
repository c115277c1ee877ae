using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the parameter gradients of a layer for single sequences: frames already lie as [step][unit], so nothing is moved.</summary>
internal static class UnitOuterProductText
{
    private const string Library = "global::RnnGen.Numerics.OuterProducts.";

    public static void Print(CodeWriter code, LayerPlan plan)
    {
        code.Summary($"Adds the gradient of {plan.Layer.Name}'s parameters: the sum over steps of row gradients times what the rows multiplied.");
        code.Line($"private static void {MethodNames.ParameterGradients(plan.Layer)}<TLanes>({SegmentText.Parameter(plan.OuterProducts.Count)}global::RnnGen.Numerics.RowShare share, ref float w, ref float scratch, ref float gradients)");
        code.Continue("where TLanes : struct, global::RnnGen.Numerics.ILanes<TLanes>");
        using (code.Block())
        using (SegmentText.Computing(code, plan.OuterProducts.Count > 1))
        {
            SegmentText.Print(code, SegmentRuns<OuterProductRun>.Join(plan.OuterProducts), group =>
            {
                foreach (OuterProductRun run in group.Runs)
                {
                    PrintRun(code, run);
                }
            });
        }
    }

    private static void PrintRun(CodeWriter code, OuterProductRun run)
    {
        foreach (OuterProductTarget target in run.Plan.Weights)
        {
            RowSeries source = run.Sources[target.Source];
            int width = source.Stride == 0 ? PackedParameters.Pad(target.Columns) : source.Stride;
            code.Line($"{Library}AccumulateSequences({Rows(run)}, {Start(source)}, {Literal.Of(width)}, {Literal.Of(target.Columns)}, {Gradients(target.Offset)});");
        }

        foreach (int bias in run.Plan.Biases)
        {
            code.Line($"{Library}SumSteps({Rows(run)}, {Gradients(bias)});");
        }
    }

    private static string Rows(OuterProductRun run) =>
        $"{OuterProductText.Share(run.Plan)}, ref w, {Start(run.RowGradients)}, {Literal.Of(run.RowGradients.Stride)}, {Literal.Of(run.Steps)}";

    private static string Start(RowSeries series) => Literal.Affine(series.Start, ("segment", series.SegmentStride));

    private static string Gradients(int offset) => $"ref At(ref gradients, {Literal.Of(offset)})";
}
