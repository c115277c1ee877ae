using System.Globalization;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Tests.Reference;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Networks;

/// <summary>Networks that are no chains, made by hand: branches, merges, two directions, delays, states that are learnt or another layer's.</summary>
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
        ["both directions, concatenated"] = g => g.Dense(g.Both(Edge.Input, Merge.Concat)),
        ["both directions, summed, twice"] = g => g.Dense(g.Both(new Edge(g.Both(Edge.Input, Merge.Sum)), Merge.Average)),
        ["both directions at the end"] = g => g.Both(Edge.Input, Merge.Multiply),
        ["residual"] = g =>
        {
            LayerNode below = g.Lstm(Edge.Input);
            LayerNode above = g.Lstm(new Edge(below));
            g.Dense(g.Join(Merge.Sum, new Edge(above), new Edge(below)));
        },
        ["the input once more"] = g => g.Dense(g.Join(Merge.Concat, new Edge(g.Gru(Edge.Input)), Edge.Input, new Edge(g.Dense(Edge.Input)))),
        ["delays"] = g =>
        {
            LayerNode below = g.Dense(Edge.Input);
            g.Dense(g.Join(Merge.Concat, new Edge(below), new Edge(below) { Delay = 1 }, Edge.Input with { Delay = 2 }));
        },
        ["learnt states"] = g => g.Dense(g.Learnt(Edge.Input)),
        ["learnt states, backwards"] = g => g.Learnt(new Edge(g.Learnt(Edge.Input, isReversed: true))),
        ["another layer's states"] = g => g.Dense(g.Continuing(g.Lstm(Edge.Input), Edge.Input)),
        ["another layer's states, and its outputs"] = g =>
        {
            LayerNode encoder = g.Lstm(Edge.Input);
            g.Dense(g.Join(Merge.Sum, new Edge(g.Continuing(encoder, new Edge(encoder))), new Edge(encoder)));
        },
        ["a skip over a layer"] = g =>
        {
            LayerNode encoder = g.Lstm(Edge.Input);
            g.Dense(g.Join(Merge.Sum, new Edge(g.Lstm(new Edge(encoder))), new Edge(encoder)));
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

        public Network Network() => new(model.Declaration, nodes, (int)layout.Count);

        public LayerNode Dense(Edge edge) => Add(new LayerNode(Layer("Dense", edge), [edge]));

        public LayerNode Dense(LayerNode node) => Dense(new Edge(node));

        public LayerNode Lstm(Edge edge) => Add(new LayerNode(Layer("Lstm", edge), [edge]));

        public LayerNode Gru(Edge edge) => Add(new LayerNode(Layer("Gru", edge), [edge]));

        public LayerNode Join(Merge merge, params Edge[] edges) =>
            Add(new LayerNode(new MergeLayer(Name, merge, [.. edges.Select(Size)]), edges));

        public LayerNode Both(Edge edge, Merge merge)
        {
            LayerNode forward = Gru(edge);
            LayerNode reverse = Add(new LayerNode(Layer("Lstm", edge), [edge]) { IsReversed = true });
            return Join(merge, new Edge(forward), new Edge(reverse) { IsOfEnd = true });
        }

        public LayerNode Learnt(Edge edge, bool isReversed = false)
        {
            Layer layer = Layer("Lstm", edge);
            LayerNode initial = Add(new LayerNode(new InitialStateLayer(Source("Lstm", edge), layer), []));
            return Add(new LayerNode(layer, [edge]) { IsReversed = isReversed, InitialState = new InitialState.Of(initial) });
        }

        public LayerNode Continuing(LayerNode encoder, Edge edge) =>
            Add(new LayerNode(Layer("Lstm", edge), [edge]) { InitialState = new InitialState.Of(encoder) });

        private string Name => "layer" + (nodes.Count + 1).ToString(CultureInfo.InvariantCulture);

        private Layer Layer(string kind, Edge edge) => LayerRegistry.Find(kind)!.Create(Source(kind, edge));

        private LayerSource Source(string kind, Edge edge) =>
            new(new LayerDeclaration(kind, new([new("Activation", Activation.Tanh), new("Units", Units)])), Name, [Size(edge)], layout);

        private LayerNode Add(LayerNode node)
        {
            nodes.Add(node);
            return node;
        }

        private int Size(Edge edge) => edge.From?.Layer.OutputSize ?? model.Declaration.InputSize!.Value;
    }
}
