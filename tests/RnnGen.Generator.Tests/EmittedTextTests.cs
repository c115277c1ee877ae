using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Generator.Tests.Emission;
using RnnGen.Generator.Tests.Reference;
using RnnGen.Generator.Tests.Snapshots;

namespace RnnGen.Generator.Tests;

/// <summary>
/// The emitted text of networks small enough to be read: all of one, and of others what they have of their own. Each concern is shown once; a concern that none shows
/// is found.
/// </summary>
public sealed partial class EmittedTextTests
{
    [Fact]
    public Task A_whole_network() => Verify(
        """
        [RnnModel(sequenceLength: 3, inputSize: 1)]
        [SimpleRnn(2)]
        [Dense(1)]
        public partial class Forecaster;
        """,
        []);

    [Fact]
    public Task Lstm_with_one_input_and_class_outputs() => Verify(
        """
        [RnnModel(sequenceLength: 3, inputSize: 2, Topology = Topology.OneToMany, Loss = Loss.CrossEntropy)]
        [Lstm(2)]
        [Dense(3, Activation = Activation.Softmax)]
        public partial class Speller;
        """,
        ["Speller.Lstm1", "Speller.Lstm1Sequence", "Speller.Loss", "Speller.Output"]);

    [Fact]
    public Task Token_ids() => Verify(
        """
        [RnnModel(sequenceLength: 2, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy, Stateful = true)]
        [Embedding(5, 3, PaddingIndex = 0)]
        [SimpleRnn(2)]
        [Dense(5, Activation = Activation.Softmax)]
        public partial class Words;
        """,
        ["Words", "Words.Stream"]);

    [Fact]
    public Task A_gradient_that_is_cut() => Verify(
        """
        [RnnModel(sequenceLength: 4, inputSize: 1, Topology = Topology.ManyToMany, TruncatedSteps = 2)]
        [SimpleRnn(2)]
        public partial class Forgetful;
        """,
        ["Forgetful.Rnn1"]);

    [Fact]
    public Task Lstm_of_one_step() => Verify(
        """
        [RnnModel(sequenceLength: 1, inputSize: 1, Topology = Topology.OneToOne)]
        [Lstm(2)]
        [Dense(1)]
        public partial class Gate;
        """,
        ["Gate.Lstm1"]);

    [Fact]
    public Task A_learnt_state() => Verify(
        """
        [RnnModel(sequenceLength: 2, inputSize: 1)]
        [SimpleRnn(2, LearnInitialState = true)]
        [Dense(1)]
        public partial class Memory;
        """,
        ["Memory.Rnn1Initial", "Memory.Stream"]);

    [Fact]
    public Task Both_directions() => Verify(
        """
        [RnnModel(sequenceLength: 3, inputSize: 1)]
        [Dense(2)]
        [SimpleRnn(2, Bidirectional = true)]
        [Dense(1)]
        public partial class Reader;
        """,
        ["Reader.Rnn1Reverse", "Reader.Rnn1Merge"]);

    [Fact]
    public Task Sequences_of_different_lengths() => Verify(
        """
        [RnnModel(sequenceLength: 3, inputSize: 1, VariableLength = true)]
        [SimpleRnn(2)]
        [Dense(1)]
        public partial class Sentences;
        """,
        ["Sentences", "Sentences.BatchNetwork", "Sentences.Rnn1", "Sentences.Stream"]);

    [Fact]
    public Task Values_that_training_drops() => Verify(
        """
        [RnnModel(sequenceLength: 2, inputSize: 1, Topology = Topology.ManyToMany)]
        [SimpleRnn(2, Dropout = 0.25, RecurrentDropout = 0.25)]
        [Dropout(0.5)]
        [Dense(1)]
        public partial class Forgetting;
        """,
        ["Forgetting.BatchNetwork", "Forgetting.Rnn1Dropout", "Forgetting.Rnn1", "Forgetting.Dropout1"]);

    [Fact]
    public Task Layers_that_read_several() => Verify(
        """
        [RnnModel(sequenceLength: 2, inputSize: 2, Topology = Topology.ManyToMany)]
        [SimpleRnn(2)]
        [Add("rnn1", "input")]
        [Multiply("add1", "rnn1")]
        [Concatenate("multiply1", "add1")]
        [Dense(1)]
        public partial class Branches;
        """,
        ["Branches.BatchNetwork", "Branches.Add1", "Branches.Multiply1", "Branches.Concatenate1"]);

    [Fact]
    public Task Gru_with_reset_after_and_losses_on_the_last_steps() => Verify(
        """
        [RnnModel(sequenceLength: 4, inputSize: 1, Topology = Topology.ManyToMany, OutputSteps = 2)]
        [Gru(2)]
        [Dense(1)]
        public partial class Filter;
        """,
        ["Filter.Gru1", "Filter.Gru1Sequence"]);

    [Fact]
    public Task Gru_with_reset_before() => Verify(
        """
        [RnnModel(sequenceLength: 3, inputSize: 1)]
        [Gru(2, ResetAfter = false)]
        [Dense(1)]
        public partial class Filter;
        """,
        ["Filter.Gru1"]);

    [Fact]
    public Task A_run_in_blocks_of_steps() => Verify(
        """
        [RnnModel(sequenceLength: 7, inputSize: 1, Unroll = 2)]
        [SimpleRnn(2)]
        [Dense(1)]
        public partial class Counter;
        """,
        ["Counter.Rnn1"]);

    [Fact]
    public Task A_backward_pass_in_segments() => Verify(
        """
        [RnnModel(sequenceLength: 1100, inputSize: 1, Unroll = 7)]
        [SimpleRnn(128)]
        [Dense(1)]
        public partial class Chronicle;
        """,
        ["Chronicle.BatchNetwork"]);

    [Fact]
    public Task Equal_layers_share_kernels() => Verify(
        """
        [RnnModel(sequenceLength: 3, inputSize: 1)]
        [SimpleRnn(2)]
        [SimpleRnn(2)]
        [SimpleRnn(2)]
        [Dense(1)]
        public partial class Tower;
        """,
        ["Tower.Rnn3"]);

    /// <summary>Beside the mean squared error and the cross-entropy of the networks above.</summary>
    [Fact]
    public Task Losses() => Verify(
        """
        [RnnModel(sequenceLength: 2, inputSize: 1, Loss = Loss.MeanAbsoluteError)]
        [Dense(1)]
        public partial class Absolute;

        [RnnModel(sequenceLength: 2, inputSize: 1, Loss = Loss.Huber)]
        [Dense(1)]
        public partial class Robust;

        [RnnModel(sequenceLength: 2, inputSize: 1, Loss = Loss.BinaryCrossEntropy)]
        [Dense(1, Activation = Activation.Sigmoid)]
        public partial class Coin;
        """,
        ["Absolute.Loss", "Robust.Loss", "Coin.Loss"]);

    /// <summary>Targets that are class ids, modifiers and types around a class.</summary>
    [Fact]
    public Task Classes_in_a_namespace_and_a_nested_class() => Verify(
        """
        namespace My.@class
        {
            public static partial class Models
            {
                [RnnModel(sequenceLength: 1, inputSize: 2, Topology = Topology.OneToOne, Loss = Loss.CrossEntropy)]
                [Dense(2, Activation = Activation.Relu)]
                [Dense(3, Activation = Activation.Softmax)]
                internal partial class Classifier;
            }
        }
        """,
        ["Classifier"]);

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

    /// <summary>
    /// What is emitted for the declarations of the emission tests and for each layer of the registry: losses, the words that names of files are made of, as <c>Lstm</c> and
    /// <c>Reverse</c>, and those of methods, as <c>First</c> and <c>WithoutInput</c>, since each stands for a layer, a variant of a step, or a part of the pipeline.
    /// </summary>
    [Fact]
    public void Every_concern_is_in_a_verified_file()
    {
        string[] snapshots = [.. Directory.GetFiles(SnapshotFiles.FolderOf(ThisFile()), "*" + SnapshotFiles.Verified).Select(File.ReadAllText)];
        HashSet<string> shown = [.. snapshots.SelectMany(static text => Concerns(HintNameOfSnapshot().Match(text).Groups[1].Value, text))];

        // Layers of other names are layers all the same.
        IEnumerable<(string HintName, string Text)> emitted = EmissionCases.Declarations
            .Where(static declaration => !declaration.Contains("Name = ", StringComparison.Ordinal))
            .SelectMany(EmissionProject.Shared.FilesOf)
            .Concat(LayerCases.All.SelectMany(static layer => Print(layer)))
            .Select(static file => (file.HintName, file.Text));
        string[] missing = [.. emitted.SelectMany(static file => Concerns(file.HintName, file.Text)).Distinct().Except(shown).Order(StringComparer.Ordinal)];

        Assert.True(shown.Count > 30, $"{shown.Count}");
        Assert.True(missing.Length == 0, $"No snapshot shows {string.Join(", ", missing)}: let a test of this class show a small network that has it.");
    }

    private static IEnumerable<GeneratedFile> Print((string Kind, string Case) layer) => ModelFiles.Print(ModelPlans.Create(ModelPrograms.Create(
        LayerCases.Model(Topology.ManyToMany, null, Loss.MeanSquaredError, layer).Dense(1).Network())));

    private static IEnumerable<string> Concerns(string hintName, string text)
    {
        string[] name = Path.GetFileName(hintName).Split('.');
        string part = name.Length > 3 ? name[1] : "";
        if (part.Length == 0)
        {
            yield return "the API";
        }

        foreach (Match word in Words().Matches(WithoutNumbers(part)))
        {
            yield return $"a file with {word.Value} in its name";
        }

        if (part == "Loss")
        {
            yield return $"the loss {LossOfFile().Match(text).Groups[1].Value}";
        }

        string layer = part.Replace("Sequence", "", StringComparison.Ordinal);
        foreach (MethodDeclarationSyntax method in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            string identifier = method.Identifier.Text;
            string kind = layer.Length > 0 && identifier.StartsWith(layer, StringComparison.Ordinal) ? identifier[layer.Length..] : identifier;
            foreach (Match word in Words().Matches(WithoutNumbers(kind)))
            {
                yield return $"a method with {word.Value} in its name";
            }
        }
    }

    private static string WithoutNumbers(string name) => string.Concat(name.Where(static letter => !char.IsAsciiDigit(letter)));

    [GeneratedRegex("^//HintName: (.*)$", RegexOptions.Multiline)]
    private static partial Regex HintNameOfSnapshot();

    [GeneratedRegex("^// loss of .*: (.*)\\.$", RegexOptions.Multiline)]
    private static partial Regex LossOfFile();

    [GeneratedRegex("(Without|From)?[A-Z][a-z]*")]
    private static partial Regex Words();

    private static string ThisFile([CallerFilePath] string path = "") => path;

    // The names that the compiler fills in are those of the test that calls this.
    private static Task Verify(string declaration, string[] shown, [CallerMemberName] string method = "")
    {
        TestGeneration generation = TestCompilation.Create("using RnnGen;\n" + declaration).Generate(new RnnModelGenerator());
        Assert.Empty(generation.Output.Errors);
        return Snapshot.Verify(generation, shown, ThisFile(), method);
    }
}
