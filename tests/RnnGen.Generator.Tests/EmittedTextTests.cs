using System.Reflection;
using System.Runtime.CompilerServices;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Generator.Tests.Snapshots;

namespace RnnGen.Generator.Tests;

/// <summary>The whole emitted text of networks small enough to be read.</summary>
public sealed class EmittedTextTests
{
    [Fact]
    public Task SimpleRnn_and_Dense() => Verify(
        """
        [RnnModel(sequenceLength: 3, inputSize: 1)]
        [SimpleRnn(2)]
        [Dense(1)]
        public partial class Forecaster;
        """);

    [Fact]
    public Task Lstm_with_one_input_and_class_outputs() => Verify(
        """
        [RnnModel(sequenceLength: 3, inputSize: 2, Topology = Topology.OneToMany, Loss = Loss.CrossEntropy)]
        [Lstm(2)]
        [Dense(3, Activation = Activation.Softmax)]
        public partial class Speller;
        """);

    [Fact]
    public Task Gru_with_reset_after_and_losses_on_the_last_steps() => Verify(
        """
        [RnnModel(sequenceLength: 4, inputSize: 1, Topology = Topology.ManyToMany, OutputSteps = 2)]
        [Gru(2)]
        [Dense(1)]
        public partial class Filter;
        """);

    [Fact]
    public Task Gru_with_reset_before() => Verify(
        """
        [RnnModel(sequenceLength: 3, inputSize: 1, Loss = Loss.Huber)]
        [Gru(2, ResetAfter = false)]
        [Dense(1, Activation = Activation.Tanh)]
        public partial class Filter;
        """);

    [Fact]
    public Task A_run_in_blocks_of_steps() => Verify(
        """
        [RnnModel(sequenceLength: 7, inputSize: 1, Unroll = 2)]
        [SimpleRnn(2)]
        [Dense(1)]
        public partial class Counter;
        """);

    [Fact]
    public Task Equal_layers_share_kernels() => Verify(
        """
        [RnnModel(sequenceLength: 3, inputSize: 1)]
        [SimpleRnn(2)]
        [SimpleRnn(2)]
        [SimpleRnn(2)]
        [Dense(1)]
        public partial class Tower;
        """);

    [Fact]
    public Task One_step_in_a_namespace_and_a_nested_class() => Verify(
        """
        namespace My.@class
        {
            public static partial class Models
            {
                [RnnModel(sequenceLength: 1, inputSize: 2, Topology = Topology.OneToOne, Loss = Loss.BinaryCrossEntropy)]
                [Dense(2, Activation = Activation.Relu)]
                [Dense(1, Activation = Activation.Sigmoid)]
                internal partial class Classifier;
            }
        }
        """);

    [Fact]
    public void Every_verified_file_belongs_to_a_test()
    {
        HashSet<string> tests =
        [
            .. typeof(EmittedTextTests).Assembly.GetTypes()
                .SelectMany(static type => type.GetMethods())
                .Where(static method => method.GetCustomAttribute<FactAttribute>() is not null)
                .Select(static method => $"{method.DeclaringType!.Name}.{method.Name}"),
        ];
        string[] snapshots = Directory.GetFiles(SnapshotFiles.FolderOf(ThisFile()), "*" + SnapshotFiles.Verified);

        Assert.NotEmpty(snapshots);
        Assert.All(snapshots, path => Assert.Contains(Path.GetFileName(path).Split('#')[0], tests));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    // The names that the compiler fills in are those of the test that calls this.
    private static Task Verify(string declaration, [CallerMemberName] string method = "")
    {
        TestGeneration generation = TestCompilation.Create("using RnnGen;\n" + declaration).Generate(new RnnModelGenerator());
        Assert.Empty(generation.Output.Errors);
        return Snapshot.Verify(generation, ThisFile(), method);
    }
}
