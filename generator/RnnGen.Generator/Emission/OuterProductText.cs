using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the parameter gradients of a layer: outer products summed over steps and samples.</summary>
internal static class OuterProductText
{
    private const string Library = "global::RnnGen.Numerics.OuterProducts.";

    public static void Print(CodeWriter code, ModelPlan model, LayerPlan plan)
    {
        code.Summary($"Adds the gradient of {plan.Layer.Name}'s parameters: the sum over steps of row gradients times what the rows multiplied.");
        code.Line($"private static void {MethodNames.ParameterGradients(plan.Layer)}<TLanes>(ref float w, ref float scratch, ref float gradients)");
        code.Continue("where TLanes : struct, global::RnnGen.Numerics.ILanes<TLanes>");
        using (code.Block())
        using (code.Block("unchecked"))
        {
            code.Line($"ref float product = ref Row<TLanes>(ref scratch, {Literal.Of(model.ScratchRows)});");
            foreach (OuterProductRun run in plan.OuterProducts)
            {
                code.Line();
                PrintRun(code, run);
            }
        }
    }

    private static void PrintRun(CodeWriter code, OuterProductRun run)
    {
        OuterProductPlan plan = run.Plan;
        string width = Literal.Of(plan.Width);
        code.Line($"// {Literal.Count(plan.Rows, "row")}, {Literal.Count(plan.ColumnCount, "column")}, {Literal.Count(run.Steps, "step")}.");
        code.Line($"{Library}Clear(ref product, {Literal.Of(plan.Rows)} * {width});");
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

        foreach (OuterProductTarget target in plan.Targets)
        {
            code.Line($"{Library}AddColumns(ref product, {width}, {Literal.Of(plan.Rows)}, {Literal.Of(target.FirstColumn)}, {Literal.Of(target.Columns)}, ref At(ref gradients, {Literal.Of(target.Offset)}));");
        }
    }

    private static void PrintBlock(CodeWriter code, OuterProductRun run, string step, string steps)
    {
        OuterProductPlan plan = run.Plan;
        string width = Literal.Of(plan.Width);
        int column = 0;
        for (int index = 0; index < plan.Columns.Count; index++)
        {
            OuterProductColumns columns = plan.Columns[index];
            (int start, int stride) = run.Sources[index];
            code.Line(columns.Source is { } source
                ? $"{Library}TransposeSteps<TLanes>(ref w, {Literal.Sum(start, Literal.Times(step, stride))}, {Literal.Of(stride)}, {steps}, {Literal.Of(columns.Count)}, ref scratch, {width}, {Literal.Of(column)});"
                : $"{Library}FillColumn(ref scratch, {(steps == "1" ? "" : steps + " * ")}TLanes.Count, {width}, {Literal.Of(column)}, 1f);");
            column += columns.Count;
        }

        (int row, int rowStride) = run.RowGradients;
        code.Line($"{Library}Accumulate<TLanes>(ref w, {Literal.Sum(row, Literal.Times(step, rowStride))}, {Literal.Of(rowStride)}, {steps}, {Literal.Of(plan.Rows)}, ref scratch, {width}, 0, {Literal.Of(plan.ColumnCount)}, ref product, {width});");
    }
}
