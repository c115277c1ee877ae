using RnnGen.Generator.Loops;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Tests.Planning;

public sealed class LoopScheduleTests
{
    private static readonly Origin StepBuffer = new(Place.StepBuffer), Other = new(Place.Previous);

    private readonly StepGraph graph = new();

    [Fact]
    public void Where_samples_fill_the_lanes_loads_come_first_and_stores_last()
    {
        ElementwiseKernel loop = TwoGates(loadsWhereRead: false);
        Assert.Equal(["load a", "load b", "compute g", "compute o", "compute h", "store g", "store h"], Actions(loop));
    }

    [Fact]
    public void Where_units_fill_the_lanes_values_are_loaded_when_read_and_stored_when_there()
    {
        ElementwiseKernel loop = TwoGates(loadsWhereRead: true);
        Assert.Equal(["load a", "compute g", "store g", "load b", "compute o", "compute h", "store h"], Actions(loop));
    }

    /// <summary>A value takes the place of another that is read later: it has to wait.</summary>
    [Fact]
    public void Nothing_is_stored_where_something_is_still_to_be_loaded()
    {
        ElementwiseKernel loop = TwoGates(loadsWhereRead: true);
        (Node Value, Location Location)[] stores = [(loop.Stores[0].Value, loop.Loads.Single(load => load.Key.Name == "b").Value), loop.Stores[1]];
        Assert.Equal(["load a", "compute g", "load b", "compute o", "store g", "compute h", "store h"], Actions(loop with { Stores = stores }));
    }

    [Fact]
    public void What_is_only_copied_is_loaded_before_it_is_stored()
    {
        ElementwiseKernel loop = TwoGates(loadsWhereRead: true);
        Node copied = graph.Input("copied", 3);
        var loads = new Dictionary<Node, Location>(loop.Loads.ToDictionary(load => load.Key, load => load.Value)) { [copied] = new(Other, 9) };
        string[] actions = Actions(loop with { Loads = loads, Stores = [.. loop.Stores, (copied, new Location(StepBuffer, 12))] });
        Assert.Equal(["load copied", "store copied"], actions[^2..]);
    }

    /// <summary>tanh a is on the way to everything else, sigmoid b only to the last product.</summary>
    [Fact]
    public void Longest_chains_are_computed_first()
    {
        Node b = graph.Input("b", 3), a = graph.Input("a", 3);
        Node o = graph.Apply(Operator.Sigmoid, b), g = graph.Apply(Operator.Tanh, a), c = g * a, s = graph.Apply(Operator.Tanh, c), h = o * s;
        Assert.Equal([g, c, s, o, h], LongestChainFirst.Order([o, g, c, s, h]));
    }

    /// <summary>g = tanh a, o = sigmoid b, h = o g; g and h are kept.</summary>
    private ElementwiseKernel TwoGates(bool loadsWhereRead)
    {
        Node a = graph.Input("a", 3), b = graph.Input("b", 3);
        Node g = graph.Apply(Operator.Tanh, a).Named("g"), o = graph.Apply(Operator.Sigmoid, b).Named("o"), h = (o * g).Named("h");
        return new ElementwiseKernel(
            0, 3, [g, o, h],
            new Dictionary<Node, Location> { [a] = new(StepBuffer, 3), [b] = new(StepBuffer, 6) },
            new Dictionary<Node, int>(),
            [(g, new Location(StepBuffer, 3)), (h, new Location(StepBuffer, 0))],
            loadsWhereRead);
    }

    private static string[] Actions(ElementwiseKernel loop) =>
        [.. new LoopSchedule(loop).Actions.Select(action => action switch
        {
            ValueRead { Value: var value } => "load " + value.Name,
            ValueWrite { Value: var value } => "store " + value.Name,
            Computation { Value: var value } => "compute " + value.Name,
            _ => action.ToString()!,
        })];
}
