using RnnGen.Generator.Networks;

namespace RnnGen.Generator.Programs;

/// <summary>
/// The programs of a network, made from one graph: to train, to predict, to take one step. Whole sequences are unrolled once: what training and predicting
/// have in common are the same calls, with the same backward pass.
/// </summary>
internal sealed class ModelPrograms
{
    private ModelPrograms(Network network, IReadOnlyList<LayerCalls> sequences)
    {
        Network = network;
        Groups = sequences;
        Layers = [.. sequences.Where(static group => group.Node.Programs == ProgramKinds.All)];
        Train = Of(ProgramKinds.Train, network.LossNode);
        Predict = Of(ProgramKinds.Predict, network.Output);
        Step = Stepping.Of(network, sequences) is { } steps
            ? new Program(ProgramKinds.Step, steps, steps.Single(group => group.Node == network.Output))
            : null;

        Program Of(ProgramKinds kind, LayerNode output) =>
            new(kind, [.. sequences.Where(group => group.Node.Programs.HasFlag(kind))], sequences.Single(group => group.Node == output));
    }

    public Network Network { get; }

    /// <summary>Losses of whole sequences, and their gradients.</summary>
    public Program Train { get; }

    /// <summary>Outputs of whole sequences. Where callers have gradients of the outputs, the backward pass begins here.</summary>
    public Program Predict { get; }

    /// <summary>One step, from the states that the one before has left; null where outputs depend on later inputs.</summary>
    public Program? Step { get; }

    /// <summary>The calls of whole sequences that all programs have: the layers, from input to output.</summary>
    public IReadOnlyList<LayerCalls> Layers { get; }

    /// <summary>All calls of whole sequences, in forward order.</summary>
    public IReadOnlyList<LayerCalls> Groups { get; }

    /// <summary>The calls that give the outputs, in order of time.</summary>
    public IEnumerable<StepCall> OutputCalls => Predict.Output.Calls.Where(call => call.Step >= Network.FirstOutputStep).OrderBy(static call => call.Step);

    public static ModelPrograms Create(Network network, CancellationToken cancellation = default)
    {
        var names = new UniqueNames();
        IReadOnlyList<UnrolledNode> unrolled = Unrolling.Of(network, names, cancellation);
        IReadOnlyDictionary<LayerNode, IReadOnlyList<AdjointCall>> adjoints = Backpropagation.Of(network, unrolled, names, cancellation);
        return new ModelPrograms(network, [.. unrolled.Select(node => new LayerCalls(node.Node, node.Calls, node.General, adjoints[node.Node]))]);
    }
}
