extern alias library;

using System.Globalization;
using System.Text.RegularExpressions;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Parity;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Networks;

/// <summary>A cell is fast for what it computes: how its parameters are divided into tensors makes no difference.</summary>
public sealed partial class FoundGatesTests
{
    [Theory]
    [InlineData(LstmTensors.ByKind, 5)]
    [InlineData(LstmTensors.ByGate, 1)]
    [InlineData(LstmTensors.ByGate, 5)]
    [InlineData(LstmTensors.ByGate, 64)]
    [InlineData(LstmTensors.Mixed, 20)]
    public void An_lstm_with_a_tensor_for_each_gate_is_emitted_as_the_built_in_one(LstmTensors tensors, int units)
    {
        Dictionary<string, string> split = Emit(Network(tensors, units)), builtIn = Emit(Model(units).Network());

        Assert.Equal(builtIn.Keys, split.Keys);
        Assert.All(split.Where(static file => file.Key != "Model.g.cs"), file => Assert.Equal(Code(builtIn[file.Key]), Code(file.Value)));
        Assert.Equal(Storage(builtIn["Model.g.cs"]), Storage(split["Model.g.cs"]));
    }

    [Theory]
    [InlineData(LstmTensors.ByGate, 5)]
    [InlineData(LstmTensors.Mixed, 20)]
    public void It_computes_what_the_reference_does(LstmTensors tensors, int units)
    {
        Network network = Network(tensors, units);
        var reference = new ReferenceModel(network);
        string[] sources = ["public partial class Model;", .. Emit(network).Values];
        var model = (library::RnnGen.IRnnModel<float, float>)Activator.CreateInstance(TestCompilation.Create(sources).Load().GetType("Model")!, 1)!;
        var compiled = new ModelUnderTest<float, float>(model, maxBatch: 5);
        foreach (int batch in new[] { 1, 5 })
        {
            var point = ParityPoint.Draw(reference, batch, seed: units);
            (double[] parameters, double[] inputs) = (ParityPoint.Doubles(point.Parameters), ParityPoint.Doubles(point.Inputs));
            compiled.SetParameters(point.Parameters);
            float[] outputs = new float[point.Targets.Length], gradients = new float[network.ParameterCount];
            compiled.Predict(point.Inputs, outputs, ownWorkspace: true);
            compiled.ComputeGradients(point.Inputs, point.Targets, gradients, ownWorkspace: true);

            Assert.Null(Tolerance.OfValues(outputs, reference.Predict(parameters, inputs)));
            double[] expected = reference.Gradients(parameters, inputs, ParityPoint.Doubles(point.Targets)).ParameterGradients;
            Assert.All(compiled.Tensors, tensor => Assert.Null(
                Tolerance.OfGradients(gradients.AsSpan(tensor.Offset, tensor.Length), expected.AsSpan(tensor.Offset, tensor.Length))));
        }
    }

    private static Declare Model(int units) => Declare.Model(4, 3, Topology.ManyToMany).Lstm(units).Dense(2);

    private static Network Network(LstmTensors tensors, int units)
    {
        ModelDeclaration declaration = Model(units).Declaration;
        var layout = new ParameterLayout();
        var cell = new LayerNode(SplitLstm.Definition(tensors).Create(new(declaration.Layers[0], "lstm1", [3], layout)), [Edge.Input]);
        var head = new LayerNode(LayerRegistry.Create(declaration.Layers[1], "dense1", [units], layout), [new Edge(cell)]);
        return new(declaration, [cell, head], (int)layout.Count);
    }

    private static Dictionary<string, string> Emit(Network network) =>
        ModelFiles.Print(ModelPlans.Create(ModelPrograms.Create(network))).ToDictionary(static file => file.HintName, static file => file.Text);

    /// <summary>Without comments, and with numbers in place of the constants that are called like tensors.</summary>
    private static string Code(string text)
    {
        Dictionary<string, int> offsets = TensorConstant().Matches(text).ToDictionary(
            static constant => constant.Groups[1].Value, static constant => int.Parse(constant.Groups[2].Value, CultureInfo.InvariantCulture));
        string numbers = TensorOffset().Replace(TensorConstant().Replace(text, ""), match => offsets.TryGetValue(match.Groups[1].Value, out int offset)
            ? (offset + (match.Groups[2].Success ? int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : 0)).ToString(CultureInfo.InvariantCulture)
            : match.Value);
        return string.Join('\n', numbers.Split('\n').Select(static line => line.Split("//")[0].TrimEnd()).Where(static line => line.Length > 0));
    }

    [GeneratedRegex(@"private const int (\w+) = (\d+); // \[.*\]")]
    private static partial Regex TensorConstant();

    [GeneratedRegex(@"\b([A-Z]\w+)\b(?: \+ (\d+)\b)?")]
    private static partial Regex TensorOffset();

    /// <summary>How much storage the parameters and their copy take.</summary>
    private static string Storage(string text) => text.Split('\n').Single(static line => line.Contains("ParameterBuffer(ParameterCount", StringComparison.Ordinal));
}
