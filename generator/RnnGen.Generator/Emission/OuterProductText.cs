using RnnGen.Generator.Loops;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints outer products for batches, summed over steps and samples.</summary>
internal static class OuterProductText
{
    public static void Print(CodeWriter code, ParameterText parameters, ModelPlan model, EmittedMethod method)
    {
        string Scratch(int row) => $"ref Row(ref scratch, {Literal.Of(row)})";
        code.Line("global::RnnGen.Runtime.BatchOuterProducts<TVector> products = new(");
        code.Continue($"share, ref w, ref gradients, ref scratch, {Scratch(model.ScratchSums)}, {Scratch(model.ScratchRows)}, steps{OuterProductMethods.Alive(method)});");
        foreach (OuterProductPlan plan in method.OuterProducts)
        {
            code.Line();
            OuterProductMethods.PrintBegin(code, method, plan);
            Print(code, parameters, method, plan, plan.StepsPerBlock(model.MostSteps(method)));
        }
    }

    private static void Print(CodeWriter code, ParameterText parameters, EmittedMethod method, OuterProductPlan plan, int block)
    {
        string width = Literal.Of(plan.Width);
        if (plan.SumRows > 0)
        {
            code.Line("products.ClearSums();");
        }

        if (plan.IsJoined)
        {
            code.Line($"products.ClearProduct({width});");
        }

        using (code.Block($"while (products.Next({Literal.Of(block)}))"))
        {
            PrintBlock(code, parameters, method, plan);
        }

        code.Line();
        foreach (int bias in plan.Biases)
        {
            code.Line($"products.AddSums({parameters.Offset(method, bias)});");
        }

        foreach (OuterProductTarget target in plan.Weights.Where(_ => plan.IsJoined))
        {
            code.Line($"products.AddProduct({width}, {Literal.Of(plan.FirstColumn(target.Source))}, {Literal.Of(target.Columns)}, {parameters.Offset(method, target.Offset)});");
        }
    }

    /// <summary>What is done with a block of steps.</summary>
    private static void PrintBlock(CodeWriter code, ParameterText parameters, EmittedMethod method, OuterProductPlan plan)
    {
        string width = Literal.Of(plan.Width);
        for (int index = 0; index < plan.Sources.Count && !plan.IsThin; index++)
        {
            OuterProductSource source = plan.Sources[index];
            code.Line($"products.Transpose({OuterProductMethods.Rows(method, source.Location)}, {Literal.Of(source.Count)}, {width}, {Literal.Of(plan.FirstColumn(index))});");
        }

        if (plan.IsJoined)
        {
            code.Line($"products.MultiplyAll({width});");
        }

        foreach (OuterProductTarget target in plan.Weights.Where(_ => !plan.IsJoined))
        {
            string columns = Literal.Of(target.Columns);
            string offset = parameters.Offset(method, target.Offset);
            code.Line(plan.IsThin
                ? $"products.MultiplyRows({OuterProductMethods.Rows(method, plan.Sources[target.Source].Location)}, {columns}, {offset});"
                : $"products.Multiply({width}, {Literal.Of(plan.FirstColumn(target.Source))}, {columns}, {offset});");
        }

        if (plan.SumRows > 0)
        {
            code.Line("products.AddToSums();");
        }
    }
}
