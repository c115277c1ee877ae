using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints outer products for batches, summed over steps and samples.</summary>
internal sealed class OuterProductText
{
    private const string Library = "global::RnnGen.Numerics.OuterProducts.";

    private readonly CodeWriter code;
    private readonly ModelPlan model;
    private readonly Layer layer;
    private readonly int mostSteps;
    private readonly OuterProductPlan[] plans;

    private OuterProductText(CodeWriter code, ModelPlan model, EmittedMethod method)
    {
        this.code = code;
        this.model = model;
        layer = method.Home;
        mostSteps = model.MostSteps(method);
        plans = [.. method.OuterProducts];
    }

    public static void Print(CodeWriter code, ModelPlan model, EmittedMethod method) => new OuterProductText(code, model, method).Print();

    private void Print()
    {
        if (plans.Any(plan => plan.SumRows > 0))
        {
            code.Line($"ref float sums = ref Row(ref scratch, {Literal.Of(model.ScratchSums)});");
        }

        if (plans.Any(plan => plan.IsJoined))
        {
            code.Line($"ref float product = ref Row(ref scratch, {Literal.Of(model.ScratchRows)});");
        }

        code.Line("global::RnnGen.Numerics.RowRange rows;");
        foreach (OuterProductPlan plan in plans)
        {
            code.Line();
            Print(plan);
        }
    }

    private void Print(OuterProductPlan plan)
    {
        string width = Literal.Of(plan.Width);
        code.Line($"// {Literal.Count(plan.Rows, "row")}, {Literal.Count(plan.Sources.Sum(source => source.Count), "column")}.");
        code.Line($"rows = {OuterProductMethods.Share(plan)};");
        if (plan.SumRows > 0)
        {
            code.Line($"{Library}Clear(rows, ref sums, TLanes.Count);");
        }

        if (plan.IsJoined)
        {
            code.Line($"{Library}Clear(rows, ref product, {width});");
        }

        int block = plan.StepsPerBlock(mostSteps);
        if (block == mostSteps)
        {
            PrintBlock(plan, "", "steps");
        }
        else
        {
            using (code.Block($"for (int step = 0; step < steps; step += {Literal.Of(block)})"))
            {
                code.Line($"int count = global::System.Math.Min({Literal.Of(block)}, steps - step);");
                PrintBlock(plan, "step", "count");
            }
        }

        foreach (int bias in plan.Biases)
        {
            code.Line($"{Library}AddLanes<TLanes>(rows, ref sums, {OuterProductMethods.Gradients(bias)});");
        }

        foreach (OuterProductTarget target in plan.Weights.Where(_ => plan.IsJoined))
        {
            code.Line($"{Library}AddColumns(rows, ref product, {width}, {Literal.Of(plan.FirstColumn(target.Source))}, {Literal.Of(target.Columns)}, {OuterProductMethods.Gradients(target.Offset)});");
        }
    }

    /// <param name="plan">The product.</param>
    /// <param name="step">The variable that counts the steps before the block; empty where there is none.</param>
    /// <param name="steps">Steps of the block.</param>
    private void PrintBlock(OuterProductPlan plan, string step, string steps)
    {
        string rows = $"rows, ref w, {Row(plan.RowGradients, step)}, {Stride(plan.RowGradients)}, {steps}";
        if (plan.IsThin)
        {
            foreach (OuterProductTarget target in plan.Weights)
            {
                Location source = plan.Sources[target.Source].Location;
                code.Line($"{Library}AccumulateRows<TLanes>({rows}, {Row(source, step)}, {Stride(source)}, {Literal.Of(target.Columns)}, {OuterProductMethods.Gradients(target.Offset)});");
            }
        }
        else
        {
            PrintProducts(plan, rows, step, steps);
        }

        if (plan.SumRows > 0)
        {
            code.Line($"{Library}AddSteps<TLanes>({rows}, ref sums);");
        }
    }

    /// <summary>Matrix products with the transposed sources.</summary>
    private void PrintProducts(OuterProductPlan plan, string rows, string step, string steps)
    {
        string width = Literal.Of(plan.Width);
        for (int index = 0; index < plan.Sources.Count; index++)
        {
            OuterProductSource source = plan.Sources[index];
            code.Line($"{Library}TransposeSteps<TLanes>(rows, ref w, {Row(source.Location, step)}, {Stride(source.Location)}, {steps}, {Literal.Of(source.Count)}, ref scratch, {width}, {Literal.Of(plan.FirstColumn(index))});");
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
                code.Line($"{Library}Accumulate<TLanes>({rows}, ref scratch, {width}, {Literal.Of(plan.FirstColumn(target.Source))}, {columns}, {OuterProductMethods.Gradients(target.Offset)}, {columns});");
            }
        }
    }

    private string Row(Location location, string step)
    {
        string row = Literal.Sum(location.Row, OriginNames.Argument(layer, location.Origin));
        return step.Length > 0 ? $"{row} + ({step} * {Stride(location)})" : row;
    }

    private string Stride(Location location) => OuterProductMethods.Stride(layer, location.Origin);
}
