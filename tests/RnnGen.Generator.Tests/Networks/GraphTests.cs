using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Tests.Reference;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Networks;

/// <summary>Networks that are no chains, made by hand: branches, merges, two directions, delays, states that are learnt.</summary>
public sealed class GraphTests
{
    public static TheoryData<string, Topology, int?> Cases()
    {
        var data = new TheoryData<string, Topology, int?>();
        foreach (string name in Graphs.Keys)
        {
            foreach ((Topology topology, int? outputSteps) in LayerCases.Topologies)
            {
                data.Add(name, topology, outputSteps);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_agree_with_finite_differences(string name, Topology topology, int? outputSteps)
    {
        Network network = Build(name, topology, outputSteps);
        GradientCheck.OfLoss(network, seed: 3, batch: 1);
        GradientCheck.OfOutputs(network, seed: 4, batch: 1);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Unrolling_changes_no_output(string name, Topology topology, int? outputSteps)
    {
        Network network = Build(name, topology, outputSteps);
        (double[] parameters, double[] inputs, _) = DataPoint.Draw(network, batch: 2, seed: 9);
        Assert.Equal(NaiveModel.NaivePredict(network, parameters, inputs), new ReferenceModel(network).Predict(parameters, inputs));
    }

    private static readonly Dictionary<string, Action<GraphBuilder>> Graphs = new()
    {
        ["both directions, concatenated"] = g => g.Dense(g.Both(Edge.Input, MergeKind.Concat)),
        ["both directions, summed, twice"] = g => g.Dense(g.Both(new Edge(g.Both(Edge.Input, MergeKind.Sum)), MergeKind.Average)),
        ["both directions at the end"] = g => g.Both(Edge.Input, MergeKind.Multiply),
        ["residual"] = g =>
        {
            LayerNode below = g.Lstm(Edge.Input);
            LayerNode above = g.Lstm(new Edge(below));
            g.Dense(g.Merge(MergeKind.Sum, new Edge(above), new Edge(below)));
        },
        ["the input once more"] = g => g.Dense(g.Merge(MergeKind.Concat, new Edge(g.Gru(Edge.Input)), Edge.Input, new Edge(g.Dense(Edge.Input)))),
        ["delays"] = g =>
        {
            LayerNode below = g.Dense(Edge.Input);
            g.Dense(g.Merge(MergeKind.Concat, new Edge(below), new Edge(below) { Delay = 1 }, Edge.Input with { Delay = 2 }));
        },
        ["learnt states"] = g => g.Dense(g.Learnt(Edge.Input)),
        ["learnt states, backwards"] = g => g.Learnt(new Edge(g.Learnt(Edge.Input, isReversed: true))),
        ["another layer's states"] = g =>
        {
            LayerNode encoder = g.Lstm(Edge.Input);
            g.Dense(g.Merge(MergeKind.Sum, new Edge(g.Lstm(new Edge(encoder))), new Edge(encoder)));
        },
    };

    private static Network Build(string name, Topology topology, int? outputSteps)
    {
        var builder = new GraphBuilder(Declare.Model(LayerCases.SequenceLength(topology), 2, topology, Loss.MeanSquaredError, outputSteps));
        Graphs[name](builder);
        return builder.Network();
    }

    /// <summary>Adds nodes of three units.</summary>
    private sealed class GraphBuilder(Declare model)
    {
        private const int Units = 3;

        private readonly List<LayerNode> nodes = [];
        private readonly ParameterLayout layout = new();

        public Network Network() => new(model.Declaration, nodes, null, layout.Count);

        public LayerNode Dense(Edge edge) => Add(new DenseLayer(Name("dense"), Size(edge), Units, Activation.Tanh, layout), edge);

        public LayerNode Dense(LayerNode node) => Dense(new Edge(node));

        public LayerNode Lstm(Edge edge) => Add(new LstmLayer(Name("lstm"), Size(edge), Units, Activation.Tanh, Activation.Sigmoid, layout), edge);

        public LayerNode Gru(Edge edge) => Add(new GruLayer(Name("gru"), Size(edge), Units, Activation.Tanh, Activation.Sigmoid, resetAfter: true, layout), edge);

        public LayerNode Merge(MergeKind kind, params Edge[] edges)
        {
            var node = new LayerNode(new MergeLayer(Name("merge"), kind, [.. edges.Select(Size)]), edges);
            nodes.Add(node);
            return node;
        }

        public LayerNode Both(Edge edge, MergeKind kind)
        {
            LayerNode forward = Gru(edge);
            var reverse = new LayerNode(new LstmLayer(Name("lstm"), Size(edge), Units, Activation.Tanh, Activation.Sigmoid, layout), [edge]) { IsReversed = true };
            nodes.Add(reverse);
            return Merge(kind, new Edge(forward), new Edge(reverse) { IsOfEnd = true });
        }

        public LayerNode Learnt(Edge edge, bool isReversed = false)
        {
            var layer = new LstmLayer(Name("lstm"), Size(edge), Units, Activation.Tanh, Activation.Sigmoid, layout);
            var initial = new LayerNode(new InitialStateLayer(layer.Name, layer, layout), []);
            nodes.Add(initial);
            var node = new LayerNode(layer, [edge]) { IsReversed = isReversed, InitialState = initial };
            nodes.Add(node);
            return node;
        }

        private LayerNode Add(Layer layer, Edge edge)
        {
            var node = new LayerNode(layer, [edge]);
            nodes.Add(node);
            return node;
        }

        private string Name(string kind) => kind + (nodes.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

        private int Size(Edge edge) => edge.From?.Layer.OutputSize ?? model.Declaration.InputSize!.Value;
    }
}
