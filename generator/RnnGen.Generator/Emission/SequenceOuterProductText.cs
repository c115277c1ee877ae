using RnnGen.Generator.Loops;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints outer products for single sequences: step buffers already lie as [step][unit], so nothing is moved.</summary>
internal static class SequenceOuterProductText
{
    public static void Print(CodeWriter code, ParameterText parameters, EmittedMethod method)
    {
        code.Line($"global::RnnGen.Runtime.SequenceOuterProducts products = new(share, ref w, ref gradients, steps{OuterProductMethods.Alive(method)});");
        foreach (OuterProductPlan plan in method.OuterProducts)
        {
            code.Line();
            OuterProductMethods.PrintBegin(code, method, plan);
            foreach (OuterProductTarget target in plan.Weights)
            {
                code.Line($"products.Multiply({OuterProductMethods.Rows(method, plan.Sources[target.Source].Location)}, {Literal.Of(target.Columns)}, {parameters.Offset(method, target.Offset)});");
            }

            foreach (int bias in plan.Biases)
            {
                code.Line($"products.AddRows({parameters.Offset(method, bias)});");
            }
        }
    }
}
