using RnnGen.Generator.Networks.Layers;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Reference;

/// <summary>The ways to declare each layer that tests of the whole language run through: they follow from the options that the layer says it has.</summary>
internal static class LayerCases
{
    /// <summary>In a cell these stand for all activations: one with kinks, and one of several operators.</summary>
    private static readonly Activation[] InCell = [Activation.HardSigmoid, Activation.Elu];

    /// <summary>The layers that go on top of any other, and do not ask for particular ones; so no embedding.</summary>
    public static IReadOnlyList<LayerDefinition> Kinds { get; } =
        [.. LayerRegistry.All.Where(static layer => !layer.ReadsTokens && !layer.Options.Any(static option => option is NamesOption { IsRequired: true }))];

    /// <summary>By the layer's name: what to declare after the layers below.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, Func<Declare, Declare>>> ByKind { get; } =
        Kinds.ToDictionary(
            static layer => layer.Name,
            static layer => (IReadOnlyDictionary<string, Func<Declare, Declare>>)Cases(layer).ToDictionary(
                static item => item.Name,
                item => (Func<Declare, Declare>)(model => model.Layer(layer.Name, item.Arguments))));

    /// <summary>Every layer with every case it has.</summary>
    public static IEnumerable<(string Kind, string Case)> All =>
        Kinds.SelectMany(static layer => ByKind[layer.Name].Keys.Select(name => (layer.Name, name)));

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
            // What has no parameters has nothing to learn by itself.
            _ => LayerRegistry.Find(model.Declaration.Layers[^1].Kind)!.SizeOption is null ? model.Dense(2) : model,
        };
    }

    /// <summary>Small values for what must be written.</summary>
    public static (string Name, object? Value)[] Required(LayerDefinition layer) =>
        [.. layer.Options.Where(static option => option.IsRequired).Select(static option => (option.Name, Small(option)))];

    /// <summary>Whether a layer hands anything on to its next step.</summary>
    public static bool HasStates(LayerDefinition layer) => Declare.Model(2, 2).Layer(layer.Name, Required(layer)).Network().Layers[0].States.Count > 0;

    /// <summary>Defaults, each option by itself, and all of them at once.</summary>
    private static IEnumerable<(string Name, (string Name, object? Value)[] Arguments)> Cases(LayerDefinition layer)
    {
        (string Name, object? Value)[] required = Required(layer);
        yield return ("default", required);
        LayerOption[] options = [.. layer.Options.Where(static option => Alternatives(option).Any())];
        foreach (LayerOption option in options)
        {
            foreach (object value in Alternatives(option))
            {
                yield return (
                    $"{option.Name} {value}",
                    [.. required, (option.Name, value), .. option.Needs is { } needed ? new (string, object?)[] { (needed.Name, true) } : []]);
            }
        }

        if (options.Length > 1)
        {
            // Of activations the bounded one: gates that grow, multiplied with each other over some steps, leave no digits for differences.
            yield return ("all options", [.. required, .. options.Select(static option => (option.Name, (object?)Alternatives(option).First()))]);
        }
    }

    /// <summary>Values other than the default.</summary>
    private static IEnumerable<object> Alternatives(LayerOption option) => option switch
    {
        { IsRequired: true } => [],
        FlagOption flag => [!flag.Default],
        ActivationOption { AllowsSoftmax: false } activation => InCell.Except([activation.Default]).Cast<object>(),
        ActivationOption activation => Enum.GetValues<Activation>().Except([activation.Default]).Cast<object>(),
        IChoiceOption choice => Enum.GetValues(choice.Enumeration).Cast<object>().Skip(1),
        IntegerOption number => [Math.Min(number.Default + 1, number.Largest)],
        NumberOption number => [(number.Smallest + number.Largest) / 2],
        _ => [],
    };

    private static object? Small(LayerOption option) => option switch
    {
        IntegerOption number => Math.Min(number.Smallest + 2, number.Largest),
        NumberOption number => (number.Smallest + number.Largest) / 2,
        _ => null,
    };
}
