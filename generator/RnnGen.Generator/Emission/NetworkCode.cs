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

        code.Line("private readonly global::RnnGen.Runtime.ParameterBuffer parameters =");
        code.Continue($"{Checked($"new global::RnnGen.Runtime.ParameterBuffer(ParameterCount, {Literal.Of(packed.Count)}, PackParameters)")};");
    }

    public override string Checked(string expression) => $"CheckContract(() => {expression})";

    public override void PrintInitialization(CodeWriter code) => code.Line("InitializeParameters(seed);");

    private void PrintValues(CodeWriter code)
    {
        code.Line("global::RnnGen.Runtime.RandomSource random = new(seed);");
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
                code.Line($"global::RnnGen.Runtime.ParameterInitialization.GlorotUniform({Slice(tensor.Offset, tensor.Length)}, {Literal.Of(tensor.Columns)}, {Literal.Of(tensor.Rows)}, random); // {tensor.Name}");
                break;
            case Initialization.Orthogonal:
                code.Line($"global::RnnGen.Runtime.ParameterInitialization.Orthogonal({Slice(tensor.Offset, tensor.Length)}, {Literal.Of(tensor.Rows)}, {Literal.Of(tensor.Columns)}, random); // {tensor.Name}");
                break;
            case Initialization.Embedding:
                code.Line($"global::RnnGen.Runtime.ParameterInitialization.Uniform({Slice(tensor.Offset, tensor.Length)}, 0.05, random); // {tensor.Name}");
                break;
            case Initialization.Zeros:
                break;
        }

        if (tensor.Zeros is { } zeros)
        {
            code.Line($"{Slice(tensor.Block(zeros).Offset, zeros.Count * tensor.Columns)}.Clear(); // {tensor.Name}[{Literal.Of(zeros.First)}]");
        }

        if (tensor.Ones is { } ones)
        {
            code.Line($"global::RnnGen.Runtime.ParameterInitialization.Constant({Slice(tensor.Block(ones).Offset, ones.Count)}, 1f); // {tensor.Name}[{Literal.Of(ones.First)}..{Literal.Of(ones.First + ones.Count)}]");
        }
    }

    public override void PrintPrivate(CodeWriter code)
    {
        code.Line();
        code.Line("// For Load: the parameters are zero until they have been read.");
        using (code.Block($"private {plan.Network.Declaration.Identifier}(global::RnnGen.Runtime.UnsetParameters _)"))
        {
        }

        code.Line();
        code.Line("// Before anything that another version of the library may lack.");
        code.Line("private static T CheckContract<T>(global::System.Func<T> create) =>");
        code.Continue($"global::RnnGen.Runtime.RuntimeContract.Create(global::RnnGen.Runtime.RuntimeContract.Version, typeof({plan.Network.Declaration.Identifier}), create);");
        code.Line();
        using (code.Block("private void InitializeParameters(int seed)"))
        {
            PrintValues(code);
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
            foreach (IReadOnlyList<PackedBlock> run in Runs(packed.Blocks))
            {
                PrintPacking(code, run);
            }
        }
    }

    /// <summary>Blocks of one tensor that follow each other in both copies: such as the gates of a cell.</summary>
    private static IEnumerable<IReadOnlyList<PackedBlock>> Runs(IEnumerable<PackedBlock> blocks)
    {
        var run = new List<PackedBlock>();
        foreach (PackedBlock next in blocks)
        {
            if (run.Count > 0 && !Follows(run, next))
            {
                yield return run;
                run = [];
            }

            run.Add(next);
        }

        yield return run;

        static bool Follows(List<PackedBlock> run, PackedBlock next)
        {
            PackedBlock last = run[run.Count - 1];
            return (next.Block.Tensor, next.Block.FirstRow, next.Block.Rows) == (last.Block.Tensor, last.Block.FirstRow + last.Block.Rows, last.Block.Rows)
                && (run.Count == 1 || next.Offset - last.Offset == run[1].Offset - run[0].Offset)
                && (next.Units, next.UnitStep, next.Pitch) == (last.Units, last.UnitStep, last.Pitch);
        }
    }

    private void PrintPacking(CodeWriter code, IReadOnlyList<PackedBlock> run)
    {
        PackedBlock first = run[0];
        (string Name, int Value)[] arguments =
        [
            ("from", first.Block.Offset),
            ("to", first.Offset),
            ("count", run.Count),
            ("matrixStride", run.Count > 1 ? run[1].Offset - first.Offset : 0),
            ("rows", first.Block.Rows),
            ("columns", first.Block.Columns),
            ("block", first.Units),
            ("blockStep", first.UnitStep),
            ("pitch", first.Pitch),
        ];
        code.Line($"global::RnnGen.Runtime.ParameterPacking.Pack(storage, {string.Join(", ", arguments.Select(argument => $"{argument.Name}: {Literal.Of(argument.Value)}"))}); // {first.Block.Tensor.Name}");
        foreach (PackedBlock vector in run)
        {
            foreach (ParameterBlock added in packed.SumOf(vector.Block)?.Skip(1) ?? [])
            {
                code.Line($"global::RnnGen.Runtime.ParameterPacking.Add(storage, {Literal.Of(added.Offset)}, {Literal.Of(added.Rows)}, {Literal.Of(vector.Offset)}); // and {added.Tensor.Name}");
            }
        }
    }
}
