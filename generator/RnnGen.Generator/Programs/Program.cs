using RnnGen.Generator.Networks;

namespace RnnGen.Generator.Programs;

/// <summary>What runs when a network is used for one purpose: calls of the nodes that belong to it, in order.</summary>
/// <param name="kind">The purpose.</param>
/// <param name="groups">The calls of each node, each node after those that it reads.</param>
/// <param name="output">Those that give what the program is run for: the outputs, or, in training, the losses.</param>
internal sealed class Program(ProgramKinds kind, IReadOnlyList<LayerCalls> groups, LayerCalls output)
{
    public ProgramKinds Kind { get; } = kind;

    /// <summary>
    /// The calls of each node. Layers run one after the other, each over all its steps: a layer's weights stay in cache, and what does not depend on the
    /// recurrence is apart.
    /// </summary>
    public IReadOnlyList<LayerCalls> Groups { get; } = groups;

    /// <summary>What not every program runs: the loss, or a final activation.</summary>
    public IEnumerable<LayerCalls> Ends => Groups.Where(static group => group.Node.Programs != ProgramKinds.All);

    /// <summary>The calls of the node that gives what the program is run for.</summary>
    public LayerCalls Output { get; } = output;

    /// <summary>The states that callers give and get, in the order of the layers; none where the network begins by itself.</summary>
    public IEnumerable<CarriedState> Carried => Groups
        .Where(static group => group.Calls[0].States is StateSource.Carried)
        .SelectMany(static group => group.Layer.States.Select((_, index) => new CarriedState(
            group.Calls[0], group.Last, index, IsReached: group.Adjoints.Count > 0 && group.Adjoints[group.Adjoints.Count - 1].Call == group.Calls[0])));

    /// <summary>The nodes of this program that take the outputs of a node.</summary>
    public IEnumerable<LayerCalls> Readers(LayerCalls group) => Groups.Where(reader => reader.Reads(group));
}
