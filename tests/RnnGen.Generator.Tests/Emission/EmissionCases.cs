using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Emission;

/// <summary>Declarations that together use every layer, option, topology, loss and activation.</summary>
internal static class EmissionCases
{
    /// <summary>The activations that work on each value by itself.</summary>
    private static readonly Activation[] Elementwise = [.. Enum.GetValues<Activation>().Where(static activation => activation != Activation.Softmax)];

    private static readonly Topology[] SequenceTopologies = [Topology.ManyToOne, Topology.ManyToMany];

    private static readonly string[] ResetForms = ["", ", ResetAfter = false"];

    /// <summary>For theories.</summary>
    public static TheoryData<string> All => [.. Declarations];

    /// <summary>Attributes and header of the class <c>Model</c>.</summary>
    public static IReadOnlyList<string> Declarations { get; } =
    [
        "[RnnModel(3, 1)] [SimpleRnn(2)] [Dense(1)] public partial class Model;",
        "[RnnModel(1, 3, Topology = Topology.OneToOne)] [Dense(4, Activation = Activation.Relu)] [Dense(2)] public partial class Model;",
        "[RnnModel(1, 3, Topology = Topology.OneToOne)] [Lstm(4)] [Dense(2)] public partial class Model;",
        "[RnnModel(5, 2, Topology = Topology.OneToMany)] [Gru(3)] [Dense(2)] public partial class Model;",
        "[RnnModel(5, 2, Topology = Topology.OneToMany, OutputSteps = 2)] [SimpleRnn(3)] [Lstm(4)] [Dense(2)] public partial class Model;",
        "[RnnModel(6, 2, Topology = Topology.ManyToMany)] [Lstm(20)] [Gru(17)] [Dense(5)] public partial class Model;",
        "[RnnModel(6, 2, Topology = Topology.ManyToMany, OutputSteps = 3)] [Dense(4)] [Gru(3, ResetAfter = false)] [Dense(1)] public partial class Model;",
        "[RnnModel(6, 2, Topology = Topology.ManyToMany, OutputSteps = 3)] [Dense(4)] [Dense(1)] public partial class Model;",
        "[RnnModel(200, 1)] [Lstm(3)] [Dense(1)] public partial class Model;",
        "[RnnModel(200, 1, Unroll = 1)] [Gru(3)] [Dense(1)] public partial class Model;",
        "[RnnModel(23, 1, Unroll = 5, Topology = Topology.ManyToMany)] [Lstm(3)] [Dense(1)] public partial class Model;",
        "[RnnModel(70, 2, Topology = Topology.ManyToMany)] [Lstm(128)] [Dense(1)] [Gru(64)] [Dense(2)] public partial class Model;",
        "[RnnModel(1100, 1, Unroll = 7)] [SimpleRnn(128)] [Dense(1)] public partial class Model;",
        "[RnnModel(4, 2)] [Gru(3, Name = \"encoder\")] [Gru(3, Name = \"Second_2\")] [Dense(1, Name = \"head\")] public partial class Model;",
        "[RnnModel(5, 2, Topology = Topology.ManyToMany)] [Dense(3)] [Lstm(4, Bidirectional = true)] [Gru(3, Bidirectional = true, Merge = Merge.Sum)] [Dense(2)] public partial class Model;",
        "[RnnModel(5, 2)] [Gru(4, Bidirectional = true, Merge = Merge.Average, LearnInitialState = true)] [SimpleRnn(3, Bidirectional = true, Merge = Merge.Multiply)] [Dense(1)] public partial class Model;",
        "[RnnModel(5, 3, Topology = Topology.ManyToMany)] [Lstm(3)] [Add(\"lstm1\", \"input\")] [Multiply(\"add1\", \"lstm1\")] [Concatenate(\"multiply1\", \"input\")] [SimpleRnn(4)] public partial class Model;",
        "[RnnModel(200, 1, Topology = Topology.OneToMany)] [Lstm(3, LearnInitialState = true)] [Gru(3)] [Add(\"lstm1\", \"gru1\")] [Dense(1)] public partial class Model;",
        "[RnnModel(4, 2)] [Lstm(3, Bidirectional = true)] [Dense(1)] public partial class Model;",
        "[RnnModel(5, 2, Topology = Topology.ManyToMany)] [Gru(20, Bidirectional = true, Merge = Merge.Sum)] [SimpleRnn(3, Bidirectional = true, Merge = Merge.Multiply)] [Dense(2)] public partial class Model;",
        "[RnnModel(4, 2, Topology = Topology.ManyToMany)] [Lstm(3)] [Lstm(3)] [Add(\"lstm1\", \"lstm2\")] [Concatenate(\"add1\", \"input\")] [Dense(1)] public partial class Model;",
        "[RnnModel(4, 2)] [Gru(3, Name = \"steps\")] [Dense(3, From = \"input\", Name = \"reset\")] [Multiply(\"steps\", \"reset\")] [Dense(1)] public partial class Model;",
        "[RnnModel(4, 2)] [Gru(3, LearnInitialState = true)] [Lstm(5, LearnInitialState = true)] [Dense(1)] public partial class Model;",
        "[RnnModel(4, 2, Topology = Topology.ManyToMany, Stateful = true)] [Lstm(3, Bidirectional = true)] [Gru(5)] public partial class Model;",
        "[RnnModel(1, 2, Topology = Topology.OneToOne, Stateful = true)] [Lstm(3)] public partial class Model;",
        "[RnnModel(600, 2)] [Lstm(40)] [Gru(40)] [Dense(1)] public partial class Model;",
        "[RnnModel(4, 2, Loss = Loss.CrossEntropy, LabelSmoothing = 0.1)] [SimpleRnn(3)] [Dense(3, Activation = Activation.Softmax)] public partial class Model;",
        "[RnnModel(9, 2, Topology = Topology.ManyToMany, TruncatedSteps = 3)] [Lstm(3, Bidirectional = true)] [Gru(4)] [Dense(1)] public partial class Model;",
        "[RnnModel(9, 2, TruncatedSteps = 4)] [SimpleRnn(3, LearnInitialState = true)] [Dense(1)] public partial class Model;",
        "[RnnModel(4)] [Embedding(9, 3)] [Lstm(3)] [Dense(1)] public partial class Model;",
        "[RnnModel(4, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy)] [Embedding(9, 3, PaddingIndex = 0, Name = \"words\")] [Gru(3, Bidirectional = true)] [Concatenate(\"gru1\", \"words\")] [Dense(2, Activation = Activation.Softmax)] public partial class Model;",
        "[RnnModel(4, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy, Stateful = true)] [Embedding(9, 3)] [Lstm(3)] [Dense(9, Activation = Activation.Softmax)] public partial class Model;",
        "[RnnModel(4, Topology = Topology.OneToMany, Stateful = true)] [Embedding(9, 3)] [SimpleRnn(3)] public partial class Model;",
        "[RnnModel(4, 2, Topology = Topology.ManyToMany, VariableLength = true)] [Lstm(3)] [Gru(20, Bidirectional = true)] [Dense(1)] public partial class Model;",
        "[RnnModel(600, 2, VariableLength = true, Stateful = true)] [Lstm(40)] [Dense(1)] public partial class Model;",
        "[RnnModel(4, VariableLength = true, Loss = Loss.CrossEntropy)] [Embedding(9, 3)] [SimpleRnn(3, Bidirectional = true, LearnInitialState = true)] [Dense(2, Activation = Activation.Softmax)] public partial class Model;",
        "[RnnModel(4, 2, Topology = Topology.ManyToMany)] [Lstm(3, Dropout = 0.2, RecurrentDropout = 0.25, Bidirectional = true)] [Dropout(0.5)] [Gru(3, RecurrentDropout = 0.1)] [Dense(1)] public partial class Model;",
        "[RnnModel(4, VariableLength = true, Topology = Topology.ManyToMany)] [Embedding(9, 3)] [Dropout(0.1, Name = \"words\")] [Lstm(3, RecurrentDropout = 0.3)] [Dense(1)] public partial class Model;",
        .. from loss in Enum.GetValues<Loss>()
           let activation = loss switch { Loss.CrossEntropy => Activation.Softmax, Loss.BinaryCrossEntropy => Activation.Sigmoid, _ => Activation.Tanh }
           from topology in SequenceTopologies
           select $"[RnnModel(4, 2, Topology = Topology.{topology}, Loss = Loss.{loss})] [SimpleRnn(3)] [Dense(2, Activation = Activation.{activation})] public partial class Model;",
        .. from activation in Enum.GetValues<Activation>()
           select $"[RnnModel(3, 2)] [SimpleRnn(3)] [Dense(2, Activation = Activation.{activation})] public partial class Model;",
        .. from activation in Elementwise
           select $"[RnnModel(3, 2)] [Lstm(3, Activation = Activation.{activation}, RecurrentActivation = Activation.{activation})] [Dense(2)] public partial class Model;",
        .. from activation in Elementwise
           from form in ResetForms
           select $"[RnnModel(3, 2)] [Gru(3, Activation = Activation.{activation}, RecurrentActivation = Activation.{activation}{form})] [Dense(2)] public partial class Model;",
        .. from activation in Elementwise
           select $"[RnnModel(3, 2)] [SimpleRnn(3, Activation = Activation.{activation})] [Dense(2)] public partial class Model;",
    ];

    /// <summary>The declaration in a file of its own, documented as a careful user would.</summary>
    public static TestCompilation Compile(string declaration) =>
        TestCompilation.Create($"using RnnGen;\n/// <summary>A model.</summary>\n{declaration}\n");
}
