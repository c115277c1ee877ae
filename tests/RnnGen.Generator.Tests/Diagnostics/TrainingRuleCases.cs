namespace RnnGen.Generator.Tests.Diagnostics;

/// <summary>Cases for the rules about topology and loss: RNN061 and up.</summary>
internal static class TrainingRuleCases
{
    public static IEnumerable<RuleCase> Broken =>
    [
        new("RNN061", "[RnnModel(4, 2, Topology = Topology.ManyToMany, [|OutputSteps = 5|]), Dense(1)] public partial class Net;",
            "OutputSteps is 5, but the sequence has only 4 steps. Leave OutputSteps out for an output at every step."),
        new("RNN061", "[RnnModel(4, 2, [|OutputSteps = 2_000_000_000|], Topology = Topology.OneToMany), Dense(1)] public partial class Net;",
            "OutputSteps is 2000000000, but the sequence has only 4 steps. Leave OutputSteps out for an output at every step."),
        new("RNN062", "[RnnModel(4, 2, [|OutputSteps = 2|]), Dense(1)] public partial class Net;",
            "OutputSteps is 2, but ManyToOne has one output. Remove OutputSteps, or use Topology.ManyToMany for the outputs of the last 2 steps."),
        new("RNN062", "[RnnModel(1, 2, Topology = Topology.OneToOne, [|OutputSteps = 3|]), Dense(1)] public partial class Net;",
            "OutputSteps is 3, but OneToOne has one output. Remove OutputSteps, or use Topology.ManyToMany for the outputs of the last 3 steps."),
        new("RNN063", "[RnnModel([|2|], 2, Topology = Topology.OneToOne), Dense(1)] public partial class Net;",
            "SequenceLength is 2, but OneToOne is a network of one step. Make it 1, or use another topology."),
        new("RNN064", "[RnnModel(4, 2, Loss = Loss.CrossEntropy), Lstm(3), [|Dense(2)|]] public partial class Net;",
            "CrossEntropy is the loss of a softmax over classes, but the activation of the last layer is Linear. Add 'Activation = Activation.Softmax' to it, or use another loss."),
        new("RNN064", "[RnnModel(4, 2, Loss = Loss.CrossEntropy), Dense(2, [|Activation = Activation.Sigmoid|])] public partial class Net;",
            "CrossEntropy is the loss of a softmax over classes, but the activation of the last layer is Sigmoid. Add 'Activation = Activation.Softmax' to it, or use another loss."),
        new("RNN065", "[RnnModel(4, 2, Loss = Loss.BinaryCrossEntropy), [|Dense(2)|]] public partial class Net;",
            "BinaryCrossEntropy is the loss of probabilities from a sigmoid, but the activation of the last layer is Linear. Add 'Activation = Activation.Sigmoid' to it, or use another loss."),
        new("RNN065", "[RnnModel(4, 2, Loss = Loss.BinaryCrossEntropy), Dense(2, Name = \"out\", [|Activation = Activation.Softmax|])] public partial class Net;",
            "BinaryCrossEntropy is the loss of probabilities from a sigmoid, but the activation of the last layer is Softmax. Add 'Activation = Activation.Sigmoid' to it, or use another loss."),
        new("RNN067", "[RnnModel(4, 2, Topology = Topology.OneToMany, [|VariableLength = true|]), Lstm(3), Dense(1)] public partial class Net;",
            "VariableLength is for sequences that take an input at each step, but OneToMany takes one. Remove VariableLength, or use another topology."),
        new("RNN067", "[RnnModel(1, 2, Topology = Topology.OneToOne, [|VariableLength = true|]), Dense(1)] public partial class Net;",
            "VariableLength is for sequences that take an input at each step, but OneToOne takes one. Remove VariableLength, or use another topology."),
        new("RNN066", "[RnnModel(4, 2, Loss = Loss.CrossEntropy, [|LabelSmoothing = 1|]), Dense(2, Activation = Activation.Softmax)] public partial class Net;",
            "LabelSmoothing is 1 and the loss CrossEntropy, but what is smoothed is the class ids of CrossEntropy, by a number from 0 to below 1"),
        new("RNN066", "[RnnModel(4, 2, [|LabelSmoothing = 0.25|]), Dense(2)] public partial class Net;",
            "LabelSmoothing is 0.25 and the loss MeanSquaredError, but what is smoothed is the class ids of CrossEntropy, by a number from 0 to below 1"),
        new("RNN066", "[RnnModel(4, 2, Loss = Loss.CrossEntropy, [|LabelSmoothing = double.NaN|]), Dense(2, Activation = Activation.Softmax)] public partial class Net;",
            "LabelSmoothing is NaN and the loss CrossEntropy, but what is smoothed is the class ids of CrossEntropy, by a number from 0 to below 1"),
    ];

    public static IEnumerable<NearMiss> Kept =>
    [
        new("RNN066", "[RnnModel(4, 2, Loss = Loss.CrossEntropy, LabelSmoothing = 0.99), Dense(2, Activation = Activation.Softmax)] public partial class Net;"),
        new("RNN066", "[RnnModel(4, 2, LabelSmoothing = 0), Dense(2)] public partial class Net;"),
        new("RNN067", "[RnnModel(4, 2, VariableLength = true), Dense(2)] public partial class Net;"),
        new("RNN067", "[RnnModel(4, 2, Topology = Topology.OneToMany, VariableLength = false), Dense(2)] public partial class Net;"),
        new("RNN061", "[RnnModel(4, 2, Topology = Topology.ManyToMany, OutputSteps = 4), Dense(1)] public partial class Net;"),
        new("RNN061", "[RnnModel(4, 2, Topology = Topology.OneToMany, OutputSteps = 1), Dense(1)] public partial class Net;"),
        new("RNN062", "[RnnModel(4, 2, OutputSteps = 1), Dense(1)] public partial class Net;"),
        new("RNN063", "[RnnModel(1, 2, Topology = Topology.OneToOne), Lstm(3), Dense(1)] public partial class Net;"),
        new("RNN063", "[RnnModel(1, 2, Topology = Topology.ManyToMany), Dense(1)] public partial class Net;"),
        new("RNN064", "[RnnModel(4, 2, Loss = Loss.CrossEntropy), Dense(2, Activation = Activation.Softmax)] public partial class Net;"),
        new("RNN064", "[RnnModel(4, 2, Loss = Loss.Huber), Dense(2, Activation = Activation.Softmax)] public partial class Net;"),
        new("RNN065", "[RnnModel(4, 2, Loss = Loss.BinaryCrossEntropy), Dense(1, Activation = Activation.Sigmoid)] public partial class Net;"),
        new("RNN065", "[RnnModel(4, 2, Loss = Loss.MeanAbsoluteError), Dense(1, Activation = Activation.Sigmoid)] public partial class Net;"),
    ];
}
