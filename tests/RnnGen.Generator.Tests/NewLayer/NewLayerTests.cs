extern alias library;

using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Parity;

namespace RnnGen.Generator.Tests.NewLayer;

/// <summary>
/// The recipe "A new layer" of generator/README.md, followed to the letter: an attribute, and a file among the generator's layers.
/// The generator is compiled with the file and a model with the attribute, and nothing else is told of the layer.
/// </summary>
public sealed class NewLayerTests
{
    private const int Steps = 5, Features = 2, Lower = 3, Upper = 2;
    private const double LowerLeak = 0.25, UpperLeak = 0.5;

    private const string Declaration =
        "[RnnModel(5, 2, Topology = Topology.ManyToMany)] [LeakyRnn(3, Leak = 0.25f)] [LeakyRnn(2)] public partial class Model;";

    private static readonly Lazy<IIncrementalGenerator> Generator = new(static () => GeneratorSources.CompileWith(FileBeside("LeakyRnnLayer.cs")));

    private static readonly Lazy<Type> Model = new(static () =>
    {
        TestGeneration generation = Generate(Declaration);
        Assert.Empty(generation.Diagnostics);
        return generation.Output.Load().GetType("Model", throwOnError: true)!;
    });

    // Input weights, recurrent weights, bias and gain of each layer.
    private static readonly int[] Lengths = [Lower * Features, Lower * Lower, Lower, Lower, Upper * Lower, Upper * Upper, Upper, Upper];

    [Fact]
    public void Its_names_are_automatic_and_its_tensors_in_the_table()
    {
        library::RnnGen.IRnnModel<float, float> model = Create();

        Assert.Equal(
            [
                "leaky1.weight_ih [3, 2]", "leaky1.weight_hh [3, 3]", "leaky1.bias [3]", "leaky1.gain [3]",
                "leaky2.weight_ih [2, 3]", "leaky2.weight_hh [2, 2]", "leaky2.bias [2]", "leaky2.gain [2]",
            ],
            model.ParameterTable.ToArray().Select(static tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]"));
        Assert.Equal(Lengths, model.ParameterTable.ToArray().Select(static tensor => tensor.Length));
        Assert.Equal([1, 1, 1], model.Parameters.Slice(model.ParameterTable[3].Offset, Lower).ToArray());
    }

    // One sequence, two together, and a block of any width with some left over.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(37)]
    public void It_predicts_what_the_formula_says(int batch)
    {
        var model = Drawn(batch, out double[] parameters, out float[] inputs, out _);

        float[] outputs = model.Predict(inputs);

        Assert.Null(Tolerance.OfValues(outputs, Formula(parameters, inputs)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    public void Its_gradients_are_the_differences_of_the_formula(int batch)
    {
        var model = Drawn(batch, out double[] parameters, out float[] inputs, out float[] targets);
        float[] gradients = new float[parameters.Length];

        model.ComputeGradients(inputs, targets, gradients);

        const double Step = 1e-5;
        double[] expected = new double[parameters.Length];
        for (int index = 0; index < parameters.Length; index++)
        {
            double value = parameters[index];
            parameters[index] = value + Step;
            double above = Loss(parameters, inputs, targets);
            parameters[index] = value - Step;
            expected[index] = (above - Loss(parameters, inputs, targets)) / (2 * Step);
            parameters[index] = value;
        }

        Assert.All(model.ParameterTable.ToArray(), tensor => Assert.Null(
            Tolerance.OfGradients(gradients.AsSpan(tensor.Offset, tensor.Length), expected.AsSpan(tensor.Offset, tensor.Length))));
    }

    [Fact]
    public void It_streams()
    {
        var model = Drawn(1, out double[] parameters, out float[] inputs, out _);
        var streamed = (library::RnnGen.IStreamModel<float>)model;
        library::RnnGen.StreamState state = streamed.CreateState();
        float[] outputs = new float[Steps * Upper];

        for (int step = 0; step < Steps; step++)
        {
            streamed.Step(inputs.AsSpan(step * Features, Features), outputs.AsSpan(step * Upper, Upper), state);
        }

        Assert.Null(Tolerance.OfValues(outputs, Formula(parameters, inputs)));
    }

    [Fact]
    public void Its_file_is_read_back()
    {
        var model = Drawn(1, out _, out _, out _);
        var other = Create();
        using var file = new MemoryStream();

        model.Save(file);
        file.Position = 0;
        other.LoadParameters(file);

        Assert.Equal(model.Parameters.ToArray(), other.Parameters.ToArray());
    }

    [Fact]
    public void It_has_the_options_of_every_recurrent_layer()
    {
        TestGeneration generation = Generate("""
            [RnnModel(4, 2)]
            [LeakyRnn(3, Bidirectional = true, LearnInitialState = true, Name = "memory")]
            [Dense(1)]
            public partial class Model;
            """);

        Assert.Empty(generation.Diagnostics);
        var model = (library::RnnGen.IRnnModel<float, float>)Activator.CreateInstance(generation.Output.Load().GetType("Model")!, 1)!;
        Assert.Contains("memory.gain_reverse", model.ParameterTable.ToArray().Select(static tensor => tensor.Name));
        Assert.Contains("memory.initial_h", model.ParameterTable.ToArray().Select(static tensor => tensor.Name));
    }

    [Theory]
    [InlineData("Leak = 1.5f", RuleIds.SizeTooLarge, "Leak is 1.5, but must be at most 1")]
    [InlineData("Leak = 0", RuleIds.SizeTooSmall, "Leak is 0, but must be at least 0.01")]
    public void A_value_out_of_range_breaks_the_rule_at_the_attribute(string argument, string rule, string message)
    {
        var source = new MarkedSource($"using RnnGen; [RnnModel(4, 2)] [LeakyRnn(3, [|{argument}|])] [Dense(1)] public partial class Model;");

        TestGeneration generation = Compile(source.Text).Generate(Generator.Value);

        Assert.Empty(generation.Output.Errors);
        Diagnostic diagnostic = Assert.Single(generation.Diagnostics);
        Assert.Equal(rule, diagnostic.Id);
        Assert.StartsWith(message, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal((source.Start, source.Length), (diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }

    [Fact]
    public void The_generator_without_its_file_does_not_know_it() => Assert.Equal(
        [RuleIds.UnknownLayer, RuleIds.UnknownLayer],
        Compile($"using RnnGen; {Declaration}").Generate(new RnnModelGenerator()).Diagnostics.Select(static diagnostic => diagnostic.Id));

    private static TestGeneration Generate(string declaration)
    {
        TestGeneration generation = Compile($"using RnnGen; {declaration}").Generate(Generator.Value);
        Assert.Empty(generation.Output.Errors);
        return generation;
    }

    private static TestCompilation Compile(string source) =>
        TestCompilation.Create(("Model.cs", source), ("LeakyRnnAttribute.cs", File.ReadAllText(FileBeside("LeakyRnnAttribute.cs"))));

    private static library::RnnGen.IRnnModel<float, float> Create() =>
        (library::RnnGen.IRnnModel<float, float>)Activator.CreateInstance(Model.Value, 1)!;

    /// <summary>A model with parameters that are nowhere zero, and samples for it.</summary>
    private static library::RnnGen.IRnnModel<float, float> Drawn(int batch, out double[] parameters, out float[] inputs, out float[] targets)
    {
        var random = new Random(batch);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
        library::RnnGen.IRnnModel<float, float> model = Create();
        float[] values = Draw(Lengths.Sum());
        using (library::RnnGen.ParameterEdit edit = model.EditParameters())
        {
            values.CopyTo(edit.Values);
        }

        parameters = ParityPoint.Doubles(values);
        inputs = Draw(batch * Steps * Features);
        targets = Draw(batch * Steps * Upper);
        return model;
    }

    /// <summary>The mean of squares over all values of an output.</summary>
    private static double Loss(double[] parameters, float[] inputs, float[] targets) =>
        Formula(parameters, inputs).Zip(targets, static (output, target) => (output - target) * (output - target)).Average();

    /// <summary>Both layers by hand, for every sequence.</summary>
    private static double[] Formula(double[] parameters, float[] inputs)
    {
        double[][] tensors = [.. Lengths.Select((length, index) => parameters.AsSpan(Lengths[..index].Sum(), length).ToArray())];
        List<double> outputs = [];
        foreach (float[] sequence in inputs.Chunk(Steps * Features))
        {
            (double[] lower, double[] upper) = (new double[Lower], new double[Upper]);
            foreach (float[] x in sequence.Chunk(Features))
            {
                lower = Next(tensors.AsSpan(0, 4), LowerLeak, ParityPoint.Doubles(x), lower);
                upper = Next(tensors.AsSpan(4, 4), UpperLeak, Times(tensors[3], lower), upper);
                outputs.AddRange(Times(tensors[7], upper));
            }
        }

        return [.. outputs];
    }

    /// <summary>(1 − α) h + α tanh(W x + b + U h)</summary>
    private static double[] Next(ReadOnlySpan<double[]> tensors, double leak, double[] x, double[] h)
    {
        double[] next = new double[h.Length];
        for (int unit = 0; unit < h.Length; unit++)
        {
            double sum = tensors[2][unit];
            for (int column = 0; column < x.Length; column++)
            {
                sum += tensors[0][(unit * x.Length) + column] * x[column];
            }

            for (int column = 0; column < h.Length; column++)
            {
                sum += tensors[1][(unit * h.Length) + column] * h[column];
            }

            next[unit] = ((1 - leak) * h[unit]) + (leak * Math.Tanh(sum));
        }

        return next;
    }

    private static double[] Times(double[] left, double[] right) => [.. left.Zip(right, static (a, b) => a * b)];

    private static string FileBeside(string name, [CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, name);
}
