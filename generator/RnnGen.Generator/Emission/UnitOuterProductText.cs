using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints outer products for single sequences: frames already lie as [step][unit], so nothing is moved.</summary>
internal static class UnitOuterProductText
{
    private const string Library = "global::RnnGen.Numerics.OuterProducts.";

    public static void Print(CodeWriter code, EmittedMethod method)
    {
        string share = "";
        foreach (OuterProductPlan plan in method.OuterProducts)
        {
            // Products of the same rows that differ in what these multiplied follow each other.
            if (OuterProductMethods.Share(plan) != share)
            {
                code.Line($"{(share.Length == 0 ? "global::RnnGen.Numerics.RowRange " : "")}rows = {OuterProductMethods.Share(plan)};");
                share = OuterProductMethods.Share(plan);
            }

            string rows = $"rows, ref w, {Place(method, plan.RowGradients)}, steps";
            foreach (OuterProductTarget target in plan.Weights)
            {
                code.Line($"{Library}AccumulateSequences({rows}, {Place(method, plan.Sources[target.Source].Location)}, {Literal.Of(target.Columns)}, {OuterProductMethods.Gradients(target.Offset)});");
            }

            foreach (int bias in plan.Biases)
            {
                code.Line($"{Library}SumSteps({rows}, {OuterProductMethods.Gradients(bias)});");
            }
        }
    }

    /// <summary>The row at the first step, and the advance.</summary>
    private static string Place(EmittedMethod method, Location location) =>
        $"{Literal.Sum(location.Row, OriginNames.Argument(method.Home, location.Origin))}, {OuterProductMethods.Stride(method.Home, location.Origin)}";
}
