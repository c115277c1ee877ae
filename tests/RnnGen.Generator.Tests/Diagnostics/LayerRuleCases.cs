namespace RnnGen.Generator.Tests.Diagnostics;

/// <summary>Cases for the rules about layers: RNN021 to RNN035.</summary>
internal static class LayerRuleCases
{
    private const string Activations =
        "Linear, Tanh, Relu, LeakyRelu, Sigmoid, HardSigmoid, Softmax, Elu, Selu, Softplus, Softsign, Gelu, Silu, Exponential";

    public static IEnumerable<RuleCase> Broken =>
    [
        new("RNN021", "[[|RnnModel(4, 2)|]] public partial class Net;",
            "'Net' has no layers. Add them below [RnnModel], ending with an output layer such as [Dense(1)]."),
        new("RNN022", "[RnnModel(4, 2), Dense(3), [|Gru(5)|]] public partial class Net;",
            "The last layer of 'Net' is Gru, which is not an output layer. Add a [Dense(units)] below it, with as many units as one output step has values."),
        new("RNN022", "[RnnModel(4, 2, Loss = Loss.BinaryCrossEntropy), [|SimpleRnn(5, Activation = Activation.Sigmoid)|]] public partial class Net;",
            "The last layer of 'Net' is SimpleRnn, which is not an output layer. Add a [Dense(units)] below it, with as many units as one output step has values."),
        new("RNN022", "[RnnModel(4, 2), [|Lstm(5)|]] public partial class Net;",
            "The last layer of 'Net' is Lstm, which is not an output layer. Add a [Dense(units)] below it, with as many units as one output step has values."),
        new("RNN022", "[RnnModel(4), [|Embedding(9, 2)|]] public partial class Net;",
            "The last layer of 'Net' is Embedding, which is not an output layer. Add a [Dense(units)] below it, with as many units as one output step has values."),
        new("RNN029", """[RnnModel(4), Embedding(9, 2), Lstm(2), Add([|"lstm1"|], "input"), Dense(1)] public partial class Net;""",
            "No layer above 'add1' is named 'input'. Use one of embedding1, lstm1."),
        new("RNN035", "[RnnModel(4, 2), Lstm(3), [|Embedding(9, 2)|], Dense(1)] public partial class Net;",
            "This Embedding reads token ids, which only the network's input can be, but it is layer 2. Put it first, or use Dense here."),
        new("RNN035", "[RnnModel(4), Embedding(9, 2), [|Embedding(9, 2)|], Dense(1)] public partial class Net;",
            "This Embedding reads token ids, which only the network's input can be, but it is layer 2. Put it first, or use Dense here."),
        new("RNN023", """
            namespace Mine { public sealed class LstmAttribute(long units) : LayerAttribute { public long Units => units; } }
            [RnnModel(4, 2), [|Mine.Lstm(3)|], Dense(1)] public partial class Net;
            """,
            "RnnGen has no layer 'Mine.LstmAttribute'. Use one of its own: Add, Concatenate, Dense, Dropout, Embedding, Gru, Lstm, Multiply, SimpleRnn."),
        new("RNN023", """
            public abstract class CellAttribute : LayerAttribute; public sealed class LiquidAttribute : CellAttribute;
            [RnnModel(4, 2), Dense(1), [|LiquidAttribute|]] public partial class Net;
            """,
            "RnnGen has no layer 'LiquidAttribute'. Use one of its own: Add, Concatenate, Dense, Dropout, Embedding, Gru, Lstm, Multiply, SimpleRnn."),
        new("RNN024", """[RnnModel(4, 2), Lstm(3, [|Name = "my layer"|]), Dense(1)] public partial class Net;""",
            "The layer name 'my layer' cannot be part of tensor and method names. Use ASCII letters, digits and underscores, starting with a letter."),
        new("RNN024", """[RnnModel(4, 2), Lstm(3, [|Name = "1st"|]), Dense(1)] public partial class Net;""",
            "The layer name '1st' cannot be part of tensor and method names. Use ASCII letters, digits and underscores, starting with a letter."),
        new("RNN024", """[RnnModel(4, 2), Lstm(3, [|Name = ""|]), Dense(1)] public partial class Net;""",
            "The layer name '' cannot be part of tensor and method names. Use ASCII letters, digits and underscores, starting with a letter."),
        new("RNN024", """[RnnModel(4, 2), Lstm(3, [|Name = "층"|]), Dense(1)] public partial class Net;""",
            "The layer name '층' cannot be part of tensor and method names. Use ASCII letters, digits and underscores, starting with a letter."),
        new("RNN025", """[RnnModel(4, 2), Lstm(3, Name = "Encoder"), Gru(3, [|Name = "encoder"|]), Dense(1)] public partial class Net;""",
            "The layer name 'encoder' is taken by layer 1, Lstm, which is named 'Encoder'. Choose a name that differs in more than case."),
        new("RNN025", """[RnnModel(4, 2), Lstm(3, [|Name = "lstm2"|]), Lstm(3), Dense(1)] public partial class Net;""",
            "The layer name 'lstm2' is taken by layer 2, Lstm, which is named 'lstm2'. Choose a name that differs in more than case."),
        new("RNN026", "[RnnModel(4, 2, [|Topology = (Topology)4|]), Dense(1)] public partial class Net;",
            "4 is not a value of Topology. Use one of OneToOne, OneToMany, ManyToOne, ManyToMany."),
        new("RNN026", "[RnnModel(4, 2, [|Loss = (Loss)(-1)|]), Dense(1)] public partial class Net;",
            "-1 is not a value of Loss. Use one of MeanSquaredError, MeanAbsoluteError, Huber, BinaryCrossEntropy, CrossEntropy."),
        new("RNN026", "[RnnModel(4, 2), Lstm(3, [|RecurrentActivation = (Activation)14|]), Dense(1)] public partial class Net;",
            $"14 is not a value of Activation. Use one of {Activations}."),
        new("RNN026", "[RnnModel(4, 2, Loss = Loss.CrossEntropy), Dense(2, [|Activation = (Activation)99|])] public partial class Net;",
            $"99 is not a value of Activation. Use one of {Activations}."),
        new("RNN027", "[RnnModel(4, 2), SimpleRnn(3, [|Activation = Activation.Softmax|]), Dense(1)] public partial class Net;",
            "Activation of SimpleRnn cannot be Softmax, which mixes the units of a layer instead of acting on each. Use an elementwise activation here, or Softmax on a Dense."),
        new("RNN027", "[RnnModel(4, 2), Gru(3, [|RecurrentActivation = Activation.Softmax|], Activation = Activation.Relu), Dense(1)] public partial class Net;",
            "RecurrentActivation of Gru cannot be Softmax, which mixes the units of a layer instead of acting on each. Use an elementwise activation here, or Softmax on a Dense."),
        new("RNN028", "[RnnModel(4, 2, Loss = Loss.CrossEntropy), Dense(1, [|Activation = Activation.Softmax|])] public partial class Net;",
            "Softmax over a single unit is always 1, whatever the input. Use one unit per class, or Sigmoid for one probability."),
        new("RNN028", "[RnnModel(4, 2), Dense(1, [|Activation = Activation.Softmax|]), Dense(3)] public partial class Net;",
            "Softmax over a single unit is always 1, whatever the input. Use one unit per class, or Sigmoid for one probability."),
        new("RNN029", """[RnnModel(4, 2), Lstm(3), Gru(3, [|From = "lstm2"|]), Concatenate("lstm1", "gru1"), Dense(1)] public partial class Net;""",
            "No layer above 'gru1' is named 'lstm2'. Use one of input, lstm1."),
        new("RNN029", """[RnnModel(4, 2), Lstm(3, [|From = "lstm1"|]), Dense(1)] public partial class Net;""",
            "No layer above 'lstm1' is named 'lstm1'. Use one of input."),
        new("RNN029", """[RnnModel(4, 2), Lstm(3), Lstm(3), Add([|"lstm1"|], "Lstm2"), Dense(1)] public partial class Net;""",
            "No layer above 'add1' is named 'Lstm2'. Use one of input, lstm1, lstm2."),
        new("RNN030", """[RnnModel(4, 2), Lstm(3), Add([|"lstm1"|]), Dense(1)] public partial class Net;""",
            "Add joins the outputs of at least two layers, each named once, but reads: lstm1. Name the layers as in [Add(\"lstm1\", \"lstm2\")]."),
        new("RNN030", """[RnnModel(4, 2), Lstm(3), Concatenate([|"lstm1"|], "lstm1"), Dense(1)] public partial class Net;""",
            "Concatenate joins the outputs of at least two layers, each named once, but reads: lstm1, lstm1. Name the layers as in [Concatenate(\"lstm1\", \"lstm2\")]."),
        new("RNN031", """[RnnModel(4, 2), Lstm(3), Gru(4), Multiply([|"lstm1"|], "gru1"), Dense(1)] public partial class Net;""",
            "Multiply joins layers unit by unit, but their sizes differ: lstm1 has 3, gru1 has 4. Give them equal sizes, put a [Dense] between, or use [Concatenate]."),
        new("RNN032", """[RnnModel(4, 2), [|Lstm(3)|], Gru(3, From = "input"), Dense(1)] public partial class Net;""",
            "No layer reads 'lstm1', so that it would have no effect. Name it in a layer below, as in From = \"lstm1\" or [Concatenate(\"lstm1\", …)], or remove the Lstm."),
        new("RNN033", "[RnnModel(4, 2), Lstm(3, [|Merge = Merge.Sum|]), Dense(1)] public partial class Net;",
            "Merge of Lstm has no effect without Bidirectional = true. Add that, or remove Merge."),
        new("RNN034", "[RnnModel(4, 2, Stateful = true), Lstm(3), Gru(3, [|LearnInitialState = true|]), Dense(1)] public partial class Net;",
            "'Net' is stateful: its callers give the states that layers begin with, so this Gru cannot learn its own. Remove LearnInitialState, or Stateful."),
    ];

    public static IEnumerable<NearMiss> Kept =>
    [
        new("RNN021", "[RnnModel(4, 2)] [Dense(1)] public partial class Net;"),
        new("RNN022", "[RnnModel(4, 2), Gru(5), Dense(3), SimpleRnn(2), Dense(1)] public partial class Net;"),
        new("RNN022", "[RnnModel(4, 2), Lstm(5), SimpleRnn(1)] public partial class Net;"),
        new("RNN023", """
            public class LiquidAttribute : System.Attribute { public int Units; }
            [RnnModel(4, 2), Liquid(Units = 0), Lstm(3), Dense(1), System.Serializable] public partial class Net;
            """),
        new("RNN024", """[RnnModel(4, 2), Lstm(3, Name = "Enc_1__"), Gru(2, Name = null), Dense(1, Name = nameof(Net))] public partial class Net;"""),
        new("RNN025", """[RnnModel(4, 2), Lstm(3, Name = "lstm1"), Lstm(3), Lstm(3, Name = "lstm_2"), Dense(1, Name = "gru1")] public partial class Net;"""),
        new("RNN026", "[RnnModel(4, 2, Topology = (Topology)3, Loss = (Loss)2), Lstm(3, Activation = (Activation)13), Dense(1)] public partial class Net;"),
        new("RNN027", "[RnnModel(4, 2), Lstm(3, RecurrentActivation = Activation.HardSigmoid), Dense(3, Activation = Activation.Softmax), Dense(1)] public partial class Net;"),
        new("RNN028", "[RnnModel(4, 2), Dense(2, Activation = Activation.Softmax)] public partial class Net;"),
        new("RNN029", """[RnnModel(4, 2), Lstm(3, Name = "input"), Gru(3, From = "input"), Dense(1, From = "gru1")] public partial class Net;"""),
        new("RNN030", """[RnnModel(4, 2), Lstm(3), Concatenate("input", "lstm1"), Dense(1)] public partial class Net;"""),
        new("RNN031", """[RnnModel(4, 2), Lstm(3), Gru(4), Concatenate("lstm1", "gru1"), Dense(7), Add("dense1", "concatenate1"), Dense(1)] public partial class Net;"""),
        new("RNN035", """[RnnModel(4), Embedding(9, 2), Lstm(2, From = "embedding1"), Add("lstm1", "embedding1"), Dense(1)] public partial class Net;"""),
        new("RNN034", "[RnnModel(4, 2, Stateful = true), Lstm(3), Gru(3, LearnInitialState = false), Dense(1)] public partial class Net;"),
        new("RNN033", "[RnnModel(4, 2), Lstm(3, Bidirectional = false), Dense(1)] public partial class Net;"),
        new("RNN032", """[RnnModel(4, 2), Lstm(3), Gru(3, From = "input"), Multiply("lstm1", "gru1"), Dense(1)] public partial class Net;"""),
    ];
}
