using RnnGen.Generator.Differentiation;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Steps;

namespace RnnGen.Reference;

/// <summary>
/// One sample's backward pass, adjoint by adjoint. It follows the program's own plan (which gradients arrive
/// from above, which from the next step, which not at all) and throws where the plan contradicts itself.
/// </summary>
/// <param name="forward">The same sample's forward pass.</param>
/// <param name="parameterGradients">Added to, laid out as the parameters.</param>
internal sealed class BackwardPass(ForwardPass forward, double[] parameterGradients)
{
    private readonly Dictionary<Destination, double[]> pending = [];

    /// <summary>Gradients of the network's inputs by step; a step the loss does not depend on is missing.</summary>
    public Dictionary<int, double[]> InputGradients { get; } = [];

    /// <summary>Gradients of the states that the caller gave.</summary>
    public Dictionary<(StepCall First, int State), double[]> StateGradients { get; } = [];

    /// <summary>Gives the gradient of a state after the last step.</summary>
    public void Seed(StepCall call, int state, double[] gradient) => pending.Add(Destination.State(call, state), gradient);

    /// <summary>Gives the gradient of a call's output.</summary>
    public void Seed(StepCall call, double[] gradient) => pending.Add(Destination.Output(call), gradient);

    /// <summary>Runs every adjoint of a group, last step first.</summary>
    public void Run(LayerCalls group)
    {
        if (group.Adjoints.Count > 0)
        {
            End(group.Adjoints[0]);
        }

        foreach (AdjointCall adjoint in group.Adjoints)
        {
            Run(group, adjoint.Call, adjoint.Variant);
        }
    }

    /// <summary>Fails if a gradient arrived somewhere and no adjoint took it on.</summary>
    public void RequireNothingPending()
    {
        foreach (Destination destination in pending.Keys)
        {
            throw new InvalidOperationException($"Nobody took a gradient: {destination}.");
        }
    }

    /// <summary>Gradients of the last step's states that somebody has given are there. The output's may be one of them, where it is a state; others are zero.</summary>
    private void End(AdjointCall last)
    {
        StepCall call = last.Call;
        if (last.Variant.Above is null && pending.Remove(Destination.Output(call), out double[]? gradient))
        {
            pending.Add(Destination.State(call, call.Layer.OutputState), gradient);
        }

        for (int state = 0; state < last.Variant.Next.Count; state++)
        {
            if (last.Variant.Next[state] is { } next)
            {
                pending.TryAdd(Destination.State(call, state), new double[next.Length]);
            }
        }
    }

    private void Run(LayerCalls group, StepCall call, AdjointVariant variant)
    {
        if (variant.Step != call.Variant)
        {
            throw new InvalidOperationException($"The adjoint of step {call.Step} of {call.Layer.Name} belongs to another variant.");
        }

        NodeEvaluation evaluation = forward.Memory(group, call);
        Take(evaluation, Destination.Output(call), variant.Above);
        for (int state = 0; state < variant.Next.Count; state++)
        {
            Take(evaluation, Destination.State(call, state), variant.Next[state]);
        }

        for (int input = 0; input < variant.InputsSoFar.Count; input++)
        {
            if (variant.InputsSoFar[input] is { } soFar)
            {
                evaluation.Bind(soFar, SoFar(Of(call.Inputs[input])));
            }
        }

        // First everything is read, then everything is written.
        (Destination Destination, Node Root)[] deliveries = [.. Deliveries(call, variant)];
        double[][] values = [.. deliveries.Select(delivery => evaluation[delivery.Root])];
        foreach (ParameterGradient parameter in variant.Parameters)
        {
            Add(parameter.Block, evaluation[parameter.RowGradient], parameter.Source is null ? [1.0] : evaluation[parameter.Source]);
        }

        foreach ((Destination destination, double[] value) in deliveries.Zip(values, (delivery, value) => (delivery.Destination, value)))
        {
            Write(destination, value);
        }
    }

    private void Take(NodeEvaluation evaluation, Destination from, Node? expected)
    {
        bool arrived = pending.Remove(from, out double[]? gradient);
        if (arrived != expected is not null)
        {
            throw new InvalidOperationException($"A gradient {(arrived ? "arrived but is not taken" : "is missing")}: {from}.");
        }

        if (arrived)
        {
            evaluation.Bind(expected!, gradient!);
        }
    }

    /// <summary>The gradients that the variant hands on, with where each goes.</summary>
    private static IEnumerable<(Destination Destination, Node Root)> Deliveries(StepCall call, AdjointVariant variant)
    {
        for (int input = 0; input < variant.InputGradients.Count; input++)
        {
            if (variant.InputGradients[input] is { } root)
            {
                yield return (Of(call.Inputs[input]), root);
            }
        }

        for (int state = 0; state < variant.StateGradients.Count; state++)
        {
            if (variant.StateGradients[state] is { } root)
            {
                yield return (call.States is StateSource.Of previous ? Destination.State(previous.Call, state) : Destination.Given(call, state), root);
            }
        }
    }

    private static Destination Of(Operand operand) => operand switch
    {
        Operand.OutputOf output => Destination.Output(output.Call),
        Operand.NetworkInput input => new Destination(null, -1, input.Step),
        _ => throw new InvalidOperationException($"{operand} takes no gradient."),
    };

    /// <summary>Takes away what other users of a value have left, for the variant that adds to it.</summary>
    private double[] SoFar(Destination of)
    {
        double[]? gradient;
        return (of.Call is null ? InputGradients.Remove(of.Step, out gradient) : pending.Remove(of, out gradient))
            ? gradient!
            : throw new InvalidOperationException($"There is nothing to add to: {of}.");
    }

    /// <summary>Every place gets one gradient: a second one that does not contain the first is an error.</summary>
    private void Write(Destination to, double[] value)
    {
        if (to.Call is null)
        {
            InputGradients.Add(to.Step, value);
        }
        else if (to.IsGiven)
        {
            StateGradients.Add((to.Call, to.FromNext), value);
        }
        else
        {
            pending.Add(to, value);
        }
    }

    /// <summary>The outer product of row gradient and source, added in place.</summary>
    private void Add(ParameterBlock block, double[] rows, double[] source)
    {
        if (rows.Length != block.Rows || source.Length != block.Columns)
        {
            throw new InvalidOperationException($"[{rows.Length}] × [{source.Length}] is no gradient of {block.Tensor.Name} [{block.Rows}, {block.Columns}].");
        }

        for (int row = 0; row < rows.Length; row++)
        {
            for (int column = 0; column < source.Length; column++)
            {
                parameterGradients[block.Offset + (row * source.Length) + column] += rows[row] * source[column];
            }
        }
    }

    /// <summary>
    /// Where a gradient goes: the output of a call (from above), a state of a call (from the next step), a state that the caller gave and a call went on with, or the network's input
    /// at a step.
    /// </summary>
    private readonly record struct Destination(StepCall? Call, int FromNext, int Step, bool IsGiven = false)
    {
        public static Destination Output(StepCall call) => new(call, -1, call.Step);

        public static Destination State(StepCall call, int state) => new(call, state, call.Step);

        public static Destination Given(StepCall call, int state) => new(call, state, call.Step, IsGiven: true);

        public override string ToString() =>
            $"{Call?.Layer.Name ?? "input"}, step {Step}{(FromNext >= 0 ? $", {Call!.Layer.States[FromNext].Name} from the next step" : "")}";
    }
}
