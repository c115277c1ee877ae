using System.Text;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Emission;

/// <summary>
/// However large the network, its methods stay so small that the JIT compiler optimises them, and its source so small that
/// projects build fast.
/// </summary>
public sealed class BudgetTests
{
    /// <summary>Past any of these RyuJIT compiles a method without optimisation (<c>DEFAULT_MIN_OPTS_*</c> in its sources).</summary>
    private const int LargestCode = 60_000, MostInstructions = 20_000, MostBasicBlocks = 2_000, MostLocalReferences = 8_000;

    /// <summary>Inlining stops near 900 locals and 1,024 are tracked; what gets inlined brings locals of its own.</summary>
    private const int MostLocals = 512;

    /// <summary>Past this size code was seen to be compiled without tracked locals, five times slower.</summary>
    private const int ComfortableCode = 16_384;

    /// <summary>Bytes of source of a model of up to three layers, or of any number that are equal; deeper stacks of layers that differ may take their share for each layer more.</summary>
    private const int LargestSource = 260_000, LargestSourcePerLayer = 76_000;

    public static TheoryData<string> BigModels =>
    [
        "[RnnModel(50, 1)] [Lstm(20)] [Lstm(20)] [Dense(10)] public partial class Model;",
        "[RnnModel(1000, 64)] [Lstm(512)] [Lstm(512)] [Dense(10)] public partial class Model;",
        "[RnnModel(1000, 64, Topology = Topology.ManyToMany)] [Gru(512)] [Gru(512, ResetAfter = false)] [Dense(100, Activation = Activation.Softmax)] public partial class Model;",
        "[RnnModel(128, 3, Topology = Topology.ManyToMany)] [Lstm(33)] [Lstm(17)] [Dense(10)] public partial class Model;",
        "[RnnModel(129, 3, Topology = Topology.ManyToMany)] [Lstm(33)] [Lstm(17)] [Dense(10)] public partial class Model;",
        "[RnnModel(128, 3, Topology = Topology.OneToMany, Loss = Loss.CrossEntropy)] [Gru(33)] [Dense(50, Activation = Activation.Softmax)] public partial class Model;",
        "[RnnModel(100000, 1)] [SimpleRnn(8)] [Dense(1)] public partial class Model;",
        "[RnnModel(1, 4096, Topology = Topology.OneToOne)] [Dense(4096, Activation = Activation.Gelu)] [Dense(1000, Activation = Activation.Softmax)] public partial class Model;",
        "[RnnModel(32, 16)] [Lstm(64, Activation = Activation.Gelu, RecurrentActivation = Activation.Softplus)] [Dense(1)] public partial class Model;",
        "[RnnModel(64, 8)] [Lstm(32)] [Lstm(32)] [Lstm(32)] [Lstm(32)] [Lstm(32)] [Lstm(32)] [Lstm(32)] [Lstm(32)] [Dense(1)] public partial class Model;",
        "[RnnModel(64, 8)] [Lstm(32)] [Lstm(31)] [Lstm(30)] [Lstm(29)] [Lstm(28)] [Lstm(27)] [Lstm(26)] [Lstm(25)] [Dense(1)] public partial class Model;",
        "[RnnModel(64, 8, Topology = Topology.ManyToMany)] [Gru(32)] [Gru(31)] [Gru(30)] [Gru(29)] [Gru(28)] [Gru(27)] [Gru(26)] [Gru(25)] [Dense(1)] public partial class Model;",
    ];

    [Theory]
    [MemberData(nameof(BigModels))]
    public void Every_method_is_optimised_by_the_JIT_compiler(string declaration)
    {
        IReadOnlyList<EmittedMethod> methods = EmittedMethods.Of(Generate(declaration).Output);

        Assert.Contains(methods, static method => method.Name == "Forward");
        Assert.All(methods, static method =>
        {
            Assert.InRange(method.CodeSize, 1, Math.Min(LargestCode, ComfortableCode));
            Assert.InRange(method.Instructions, 1, MostInstructions);
            Assert.InRange(method.BasicBlocks, 1, MostBasicBlocks);
            Assert.InRange(method.LocalReferences, 0, MostLocalReferences);
            Assert.InRange(method.Locals, 0, MostLocals);
        });
    }

    [Theory]
    [MemberData(nameof(BigModels))]
    public void The_source_of_a_model_is_small(string declaration)
    {
        TestGeneration generation = Generate(declaration);

        // Beside the files of the layers there are those of the API, the unrolled network, the loss and the final activation.
        int layers = generation.Sources.Keys.Count(static name => char.IsDigit(name[^6]));
        Assert.InRange(layers, 1, 9);
        Assert.InRange(Bytes(generation), 1, Math.Max(LargestSource, layers * LargestSourcePerLayer));
    }

    [Theory]
    [InlineData("SimpleRnn(32)")]
    [InlineData("Lstm(32)")]
    [InlineData("Gru(32)")]
    [InlineData("Gru(32, ResetAfter = false)")]
    public void The_source_of_a_deep_stack_of_equal_layers_is_as_small(string cell)
    {
        string layers = string.Concat(Enumerable.Repeat($"[{cell}] ", 8));

        // The first layer has inputs of another size, or as many as the others; steps of the last have gradients from above at the end only, or all along.
        Assert.InRange(Bytes(Generate($"[RnnModel(64, 8)] {layers}[Dense(1)] public partial class Model;")), 1, LargestSource);
        Assert.InRange(Bytes(Generate($"[RnnModel(64, 32, Topology = Topology.ManyToMany)] {layers}[Dense(1)] public partial class Model;")), 1, LargestSource);
    }

    [Theory]
    [MemberData(nameof(EmissionCases.All), MemberType = typeof(EmissionCases))]
    public void Indices_are_not_checked_for_overflow_in_projects_that_ask_for_it(string declaration)
    {
        EmittedMethod[] methods = [.. EmissionProject.Shared.Methods(declaration)];

        Assert.NotEmpty(methods);
        Assert.Equal([], methods.Where(static method => method.ChecksOverflow).Select(static method => method.Name));
    }

    private static int Bytes(TestGeneration generation) => generation.Sources.Values.Sum(static text => Encoding.UTF8.GetByteCount(text));

    private static TestGeneration Generate(string declaration)
    {
        TestGeneration generation = EmissionCases.Compile(declaration).Generate(new RnnModelGenerator());
        Assert.Empty(generation.Diagnostics);
        Assert.NotEmpty(generation.Sources);
        return generation;
    }
}
