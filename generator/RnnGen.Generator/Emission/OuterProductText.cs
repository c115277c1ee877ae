using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the parameter gradients of a layer: outer products summed over steps and samples.</summary>
internal static class OuterProductText
{
    private const string Library = "global::RnnGen.Numerics.OuterProducts.";

    public static void Print(CodeWriter code, ModelPlan model, LayerPlan plan)
    {
        code.Summary($"Adds the gradient of {plan.Layer.Name}'s parameters: the sum over steps of row gradients times what the rows multiplied.");
        code.Line($"private static void {MethodNames.ParameterGradients(plan.Layer)}<TLanes>({SegmentText.Parameter(plan.OuterProducts.Count)}global::RnnGen.Numerics.RowShare share, ref float w, ref float scratch, ref float gradients)");
        code.Continue("where TLanes : struct, global::RnnGen.Numerics.ILanes<TLanes>");
        using (code.Block())
        using (code.Block("unchecked"))
        {
            OuterProductRun[] runs = [.. plan.OuterProducts.SelectMany(segment => segment)];
            code.Line("global::RnnGen.Numerics.RowRange rows;");
            if (runs.Any(run => run.SumRows > 0))
            {
                code.Line($"ref float sums = ref Row<TLanes>(ref scratch, {Literal.Of(model.ScratchSums)});");
            }

            if (runs.Any(run => run.Plan.IsJoined))
            {
                code.Line($"ref float product = ref Row<TLanes>(ref scratch, {Literal.Of(model.ScratchRows)});");
            }

            code.Line();
            SegmentText.Print(code, SegmentRuns<OuterProductRun>.Join(plan.OuterProducts), group =>
            {
                for (int run = 0; run < group.Runs.Count; run++)
                {
                    if (run > 0)
                    {
                        code.Line();
                    }

                    PrintRun(code, group.Runs[run]);
                }
            });
        }
    }

    private static void PrintRun(CodeWriter code, OuterProductRun run)
    {
        OuterProductPlan plan = run.Plan;
        string width = Literal.Of(plan.Width);
        code.Line($"// {Literal.Count(plan.Rows, "row")}, {Literal.Count(plan.Sources.Sum(source => source.Count), "column")}, {Literal.Count(run.Steps, "step")}.");
        code.Line($"rows = {Share(plan)};");
        if (run.SumRows > 0)
        {
            code.Line($"{Library}Clear(rows, ref sums, TLanes.Count);");
        }

        if (plan.IsJoined)
        {
            code.Line($"{Library}Clear(rows, ref product, {width});");
        }

        if (run.StepsPerBlock == run.Steps)
        {
            PrintBlock(code, run, "0", Literal.Of(run.Steps));
        }
        else
        {
            using (code.Block($"for (int step = 0; step < {Literal.Of(run.Steps)}; step += {Literal.Of(run.StepsPerBlock)})"))
            {
                code.Line($"int steps = global::System.Math.Min({Literal.Of(run.StepsPerBlock)}, {Literal.Of(run.Steps)} - step);");
                PrintBlock(code, run, "step", "steps");
            }
        }

        foreach (int bias in plan.Biases)
        {
            code.Line($"{Library}AddLanes<TLanes>(rows, ref sums, {Gradients(bias)});");
        }

        foreach (OuterProductTarget target in plan.Weights.Where(_ => plan.IsJoined))
        {
            code.Line($"{Library}AddColumns(rows, ref product, {width}, {Literal.Of(plan.FirstColumn(target.Source))}, {Literal.Of(target.Columns)}, {Gradients(target.Offset)});");
        }
    }

    private static void PrintBlock(CodeWriter code, OuterProductRun run, string step, string steps)
    {
        OuterProductPlan plan = run.Plan;
        string rows = $"rows, ref w, {Start(run.RowGradients, step)}, {Literal.Of(run.RowGradients.Stride)}, {steps}";
        if (plan.IsThin)
        {
            foreach (OuterProductTarget target in plan.Weights)
            {
                RowSeries source = run.Sources[target.Source];
                code.Line($"{Library}AccumulateRows<TLanes>({rows}, {Start(source, step)}, {Literal.Of(source.Stride)}, {Literal.Of(target.Columns)}, {Gradients(target.Offset)});");
            }
        }
        else
        {
            PrintProducts(code, run, rows, step, steps);
        }

        if (run.SumRows > 0)
        {
            code.Line($"{Library}AddSteps<TLanes>({rows}, ref sums);");
        }
    }

    /// <summary>Matrix products with the transposed sources.</summary>
    private static void PrintProducts(CodeWriter code, OuterProductRun run, string rows, string step, string steps)
    {
        OuterProductPlan plan = run.Plan;
        string width = Literal.Of(plan.Width);
        for (int index = 0; index < plan.Sources.Count; index++)
        {
            RowSeries source = run.Sources[index];
            code.Line($"{Library}TransposeSteps<TLanes>(rows, ref w, {Start(source, step)}, {Literal.Of(source.Stride)}, {steps}, {Literal.Of(plan.Sources[index].Count)}, ref scratch, {width}, {Literal.Of(plan.FirstColumn(index))});");
        }

        if (plan.IsJoined)
        {
            // Whole vectors of the product, padding included: nothing has to be cut off.
            code.Line($"{Library}Accumulate<TLanes>({rows}, ref scratch, {width}, 0, {width}, ref product, {width});");
        }
        else
        {
            foreach (OuterProductTarget target in plan.Weights)
            {
                string columns = Literal.Of(target.Columns);
                code.Line($"{Library}Accumulate<TLanes>({rows}, ref scratch, {width}, {Literal.Of(plan.FirstColumn(target.Source))}, {columns}, {Gradients(target.Offset)}, {columns});");
            }
        }
    }

    /// <summary>The rows of a product that belong to a share.</summary>
    public static string Share(OuterProductPlan plan) => $"share.Of({Literal.Of(plan.TensorRows)}, {Literal.Of(plan.FirstRow)}, {Literal.Of(plan.Rows)})";

    private static string Start(RowSeries series, string step) => Literal.Affine(series.Start, (step, series.Stride), ("segment", series.SegmentStride));

    private static string Gradients(int offset) => $"ref At(ref gradients, {Literal.Of(offset)})";
}
