using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Emission;

/// <summary>The private side of the main file: the table of the parameters, their first values, and their packed copy.</summary>
internal sealed class NetworkCode(ModelPlans plans) : ApiCode
{
    private readonly ModelPlan plan = plans.Batches;
    private readonly PackedParameters packed = plans.Packed;

    public override void PrintSummary(CodeWriter code)
    {
        code.Continue("\"\"\"");
        foreach (string line in SummaryTable.Of(plans).TrimEnd('\n').Split('\n'))
        {
            code.Continue(line);
        }

        code.Continue("\"\"\";");
    }

    public override void PrintFields(CodeWriter code)
    {
        code.Line();
        code.Line("// In a class of its own, so that it is there for static fields of the other half of this class, whose initial values come first.");
        code.Line(GeneratedFile.Attribute);
        var tensors = code.Block("private static class ParameterTensors");
        code.Line("public static readonly global::RnnGen.ParameterInfo[] Table =");
        code.Line("{");
        foreach (ParameterTensor tensor in plan.Parameters)
        {
            string shape = tensor.IsVector ? Literal.Of(tensor.Rows) : $"{Literal.Of(tensor.Rows)}, {Literal.Of(tensor.Columns)}";
            code.Continue($"new({Literal.Of(tensor.Name)}, new int[] {{ {shape} }}, {Literal.Of(tensor.Offset)}, {Literal.Of(tensor.Length)}),");
        }

        code.Line("};");
        tensors.Dispose();
        code.Line();
        if (plan.Network.IsStateful)
        {
            StateMembers.PrintTable(code, ModelSurface.Of(plan.Network));
            code.Line();
        }

        code.Line($"private readonly global::RnnGen.ParameterBuffer parameters = new(ParameterCount, {Literal.Of(packed.Count)}, PackParameters);");
    }

    public override void PrintInitialization(CodeWriter code)
    {
        code.Line("global::RnnGen.Numerics.RandomSource random = new(seed);");
        code.Line("using global::RnnGen.ParameterEdit edit = parameters.Edit();");
        foreach (ParameterTensor tensor in plan.Parameters)
        {
            PrintInitialization(code, tensor);
        }
    }

    private static void PrintInitialization(CodeWriter code, ParameterTensor tensor)
    {
        string Slice(int offset, int length) => $"edit.Values.Slice({Literal.Of(offset)}, {Literal.Of(length)})";
        switch (tensor.Initialization)
        {
            case Initialization.GlorotUniform:
                code.Line($"global::RnnGen.ParameterInitialization.GlorotUniform({Slice(tensor.Offset, tensor.Length)}, {Literal.Of(tensor.Columns)}, {Literal.Of(tensor.Rows)}, random); // {tensor.Name}");
                break;
            case Initialization.Orthogonal:
                code.Line($"global::RnnGen.ParameterInitialization.Orthogonal({Slice(tensor.Offset, tensor.Length)}, {Literal.Of(tensor.Rows)}, {Literal.Of(tensor.Columns)}, random); // {tensor.Name}");
                break;
            case Initialization.ForgetGateOnes:
                ParameterBlock forget = tensor.Gates[1];
                code.Line($"global::RnnGen.ParameterInitialization.Constant({Slice(forget.Offset, forget.Rows)}, 1f); // forget gate of {tensor.Name}");
                break;
            case Initialization.Zeros:
                break;
        }
    }

    public override void PrintPrivate(CodeWriter code)
    {
        code.Line();
        code.Line("// For Load: the parameters are zero until they have been read.");
        using (code.Block($"private {plan.Network.Declaration.Identifier}(global::RnnGen.Execution.UnsetParameters _)"))
        {
        }

        code.Line();
        using (code.Block("private static global::System.Span<float> RequireGradients(global::System.Span<float> gradients)"))
        {
            code.Line("// An empty span would mean that only the loss is wanted.");
            code.Line("return !gradients.IsEmpty ? gradients : throw new global::System.ArgumentException(");
            code.Continue($"\"gradients must have {Literal.Of(plan.Network.ParameterCount)} values, one for each parameter, but has 0.\", nameof(gradients));");
        }

        code.Line();
        code.Line("// The copy of the parameters that one sequence at a time is computed with: rows of products side by side.");
        using (code.Block("private static void PackParameters(global::System.Span<float> storage)"))
        {
            foreach (KeyValuePair<ParameterTensor, int> tensor in packed.Tensors)
            {
                ParameterTensor from = tensor.Key;
                string how = PackedParameters.IsInterleaved(from) ? "Interleave" : "Transpose";
                code.Line($"global::RnnGen.Execution.ParameterPacking.{how}(storage, {Literal.Of(from.Offset)}, {Literal.Of(from.GateCount)}, {Literal.Of(from.Rows / from.GateCount)}, {Literal.Of(from.Columns)}, {Literal.Of(tensor.Value)}); // {from.Name}");
                foreach (ParameterBlock gate in from.Gates)
                {
                    if (packed.AddedTo(gate) is { } added)
                    {
                        code.Line($"global::RnnGen.Execution.ParameterPacking.Add(storage, {Literal.Of(added.Offset)}, {Literal.Of(added.Rows)}, {Literal.Of(packed.Offset(gate))}); // and {added.Tensor.Name}");
                    }
                }
            }
        }
    }
}
