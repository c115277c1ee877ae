using RnnGen.Generator.Networks.Layers;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Reference;

/// <summary>
/// The ways to declare each layer that tests of the whole language run through. A layer of the catalog without a case
/// fails <see cref="LayerCasesTests"/>.
/// </summary>
internal static class LayerCases
{
    /// <summary>By the layer's name: what to declare after the layers below.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, Func<Declare, Declare>>> ByKind { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, Func<Declare, Declare>>>
        {
            ["SimpleRnn"] = new Dictionary<string, Func<Declare, Declare>>
            {
                ["default"] = model => model.SimpleRnn(3),
                ["relu"] = model => model.SimpleRnn(3, Activation.Relu),
                ["softsign"] = model => model.SimpleRnn(3, Activation.Softsign),
            },
            ["Lstm"] = new Dictionary<string, Func<Declare, Declare>>
            {
                ["default"] = model => model.Lstm(3),
                ["hard sigmoid gates"] = model => model.Lstm(3, recurrentActivation: Activation.HardSigmoid),
                ["elu"] = model => model.Lstm(3, Activation.Elu, Activation.Softsign),
            },
            ["Gru"] = new Dictionary<string, Func<Declare, Declare>>
            {
                ["default"] = model => model.Gru(3),
                ["reset before"] = model => model.Gru(3, resetAfter: false),
                ["hard sigmoid gates"] = model => model.Gru(3, Activation.Gelu, Activation.HardSigmoid),
                ["reset before, relu"] = model => model.Gru(3, Activation.Relu, Activation.Tanh, resetAfter: false),
            },
            ["Dense"] = Enum.GetValues<Activation>().ToDictionary(
                activation => activation.ToString(), activation => (Func<Declare, Declare>)(model => model.Dense(3, activation))),
        };

    /// <summary>Every layer of the catalog with every case it has.</summary>
    public static IEnumerable<(string Kind, string Case)> All =>
        LayerCatalog.Names.SelectMany(kind => ByKind[kind].Keys.Select(name => (kind, name)));

    /// <summary>Every topology, with fewer output steps where it has several.</summary>
    public static IEnumerable<(Topology Topology, int? OutputSteps)> Topologies =>
        Enum.GetValues<Topology>().SelectMany(topology => topology is Topology.OneToMany or Topology.ManyToMany
            ? new (Topology, int?)[] { (topology, null), (topology, 2), (topology, 1) }
            : [(topology, null)]);

    /// <summary>Steps to unroll: enough for a first, two alike and a last one.</summary>
    public static int SequenceLength(Topology topology) => topology == Topology.OneToOne ? 1 : 4;

    /// <summary>A model of two features with the given layers, ended by the layer that the loss asks for.</summary>
    public static Declare Model(Topology topology, int? outputSteps, Loss loss, params IEnumerable<(string Kind, string Case)> layers)
    {
        Declare model = Declare.Model(SequenceLength(topology), 2, topology, loss, outputSteps);
        foreach ((string kind, string name) in layers)
        {
            model = ByKind[kind][name](model);
        }

        return loss switch
        {
            Loss.CrossEntropy => model.Dense(3, Activation.Softmax),
            Loss.BinaryCrossEntropy => model.Dense(2, Activation.Sigmoid),
            _ => model,
        };
    }
}
