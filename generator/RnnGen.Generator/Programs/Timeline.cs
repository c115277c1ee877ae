using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Programs;

/// <summary>
/// The network unrolled in time: every call of every layer's step, in order, and the way back. Layers run one after the
/// other, each over all its steps: a layer's weights stay in cache, and what does not depend on the recurrence is apart.
/// </summary>
internal sealed class Timeline
{
    private Timeline(
        Network network, IReadOnlyList<LayerCalls> layers, LayerCalls? outputActivation, LayerCalls loss)
    {
        Network = network;
        Layers = layers;
        OutputActivation = outputActivation;
        Loss = loss;
    }

    public Network Network { get; }

    /// <summary>The layers' calls, from input to output.</summary>
    public IReadOnlyList<LayerCalls> Layers { get; }

    /// <summary>The calls of the final activation, where the loss takes its logits.</summary>
    public LayerCalls? OutputActivation { get; }

    /// <summary>The loss at each output step.</summary>
    public LayerCalls Loss { get; }

    /// <summary>The calls whose outputs the caller of the network gets.</summary>
    public LayerCalls Output => OutputActivation ?? Layers[Layers.Count - 1];

    /// <summary>The calls that give the outputs, in order of time.</summary>
    public IEnumerable<StepCall> OutputCalls => Output.Calls.Where(call => call.Step >= Network.FirstOutputStep).OrderBy(static call => call.Step);

    /// <summary>The states that callers give and get, in the order of the layers; none where the network begins by itself.</summary>
    public IEnumerable<CarriedState> Carried => Layers
        .Where(static group => group.Calls[0].Previous is { Layer: GivenStateLayer })
        .SelectMany(static group => group.Layer.States.Select((_, index) => new CarriedState(group.Calls[0].Previous!, group.Calls[group.Calls.Count - 1], index)));

    /// <summary>The groups of calls that a prediction runs, in order.</summary>
    public IEnumerable<LayerCalls> Predicted => [.. Layers, .. OutputActivation is null ? [] : new[] { OutputActivation }];

    /// <summary>Every group of calls, in forward order.</summary>
    public IEnumerable<LayerCalls> Groups => [.. Predicted, Loss];

    public static Timeline Create(Network network, CancellationToken cancellation = default)
    {
        IReadOnlyList<LayerCalls> layers = Unrolling.Layers(network, cancellation);
        LayerCalls last = layers[layers.Count - 1];
        IReadOnlyList<StepCall> outputs = [.. last.Calls.Where(call => call.Step >= network.FirstOutputStep).OrderBy(static call => call.Step)];
        LayerCalls? activation = network.OutputActivation is { } layer
            ? new LayerCalls(layer, [.. outputs.Select(call => new StepCall(layer, call.Step, [new Operand.OutputOf(call)], null))])
            : null;
        var loss = new LayerCalls(network.Criterion, [.. outputs.Select((call, index) =>
            new StepCall(network.Criterion, call.Step, [new Operand.OutputOf(call), new Operand.Target(index)], null))]);
        var timeline = new Timeline(network, layers, activation, loss);

        Usage.Mark(timeline.Groups, [.. timeline.Output.Calls, .. loss.Calls]);
        foreach (CarriedState state in timeline.Carried)
        {
            state.Last.Used[state.Index] = true;
        }

        var names = new HashSet<string>();
        foreach (LayerCalls group in timeline.Groups)
        {
            cancellation.ThrowIfCancellationRequested();
            Specialization.Choose(group, names);
        }

        // The loss and the final activation are two ways to begin the way back; each is the first to reach the logits.
        activation?.SetAdjoints(new Backpropagation(activation.Calls, names, network.IsStateful).WayBack(activation.Calls));
        var backpropagation = new Backpropagation(loss.Calls, names, network.IsStateful);
        loss.SetAdjoints(backpropagation.WayBack(loss.Calls));
        foreach (LayerCalls group in layers.Reverse())
        {
            cancellation.ThrowIfCancellationRequested();
            group.SetAdjoints(backpropagation.WayBack(group.Calls));
        }

        return timeline;
    }
}

/// <summary>A state that the caller gives and gets.</summary>
/// <param name="Given">The call whose result it is before the first step.</param>
/// <param name="Last">The last call of the layer, whose result it is afterwards.</param>
/// <param name="Index">Its number among the layer's states.</param>
internal sealed record CarriedState(StepCall Given, StepCall Last, int Index)
{
    public Layer Layer => Last.Layer;

    public Value State => Layer.States[Index];
}
