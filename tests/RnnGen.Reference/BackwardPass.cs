using RnnGen.Generator.Differentiation;
using RnnGen.Generator.Steps;
using RnnGen.Generator.Timelines;

namespace RnnGen.Reference;

/// <summary>
/// One sample's way back through a timeline, adjoint by adjoint. It follows the timeline's own plan (which gradient is
/// stored first, which is added, which is not there) and throws where the plan contradicts itself.
/// </summary>
/// <param name="forward">The same sample's way forward.</param>
/// <param name="parameterGradients">Added to, laid out as the parameters.</param>
internal sealed class BackwardPass(ForwardPass forward, double[] parameterGradients)
{
    private readonly Dictionary<(StepCall Call, int Result), double[]> pending = [];

    /// <summary>Gradients of the network's inputs by step; a step the loss does not depend on is missing.</summary>
    public Dictionary<int, double[]> InputGradients { get; } = [];

    /// <summary>Gives the gradient of a call's output.</summary>
    public void Seed(StepCall call, double[] gradient) => pending.Add((call, Results.Output(call.Layer)), gradient);

    /// <summary>Runs every adjoint of a group, last step first.</summary>
    public void Run(LayerCalls group)
    {
        foreach (AdjointCall adjoint in group.Adjoints)
        {
            Run(adjoint.Call, adjoint.Variant);
        }
    }

    /// <summary>Fails if a gradient arrived somewhere and no adjoint took it on.</summary>
    public void RequireNothingPending()
    {
        foreach ((StepCall call, int result) in pending.Keys)
        {
            throw new InvalidOperationException($"Nobody took the gradient of {Results.Of(call.Layer)[result].Name} at step {call.Step} of {call.Layer.Name}.");
        }
    }

    private void Run(StepCall call, AdjointVariant variant)
    {
        if (variant.Step != call.Variant)
        {
            throw new InvalidOperationException($"The adjoint of step {call.Step} of {call.Layer.Name} belongs to another variant.");
        }

        NodeEvaluation evaluation = forward.Memory(call);
        for (int result = 0; result < variant.Seeds.Count; result++)
        {
            bool arrived = pending.Remove((call, result), out double[]? gradient);
            if (arrived != variant.Seeds[result] is not null)
            {
                throw new InvalidOperationException(
                    $"At step {call.Step} of {call.Layer.Name} the gradient of result {result} {(arrived ? "arrived but is not taken" : "is missing")}.");
            }

            if (arrived)
            {
                evaluation.Bind(variant.Seeds[result]!, gradient!);
            }
        }

        // First everything is read, then everything is written.
        Delivery[] deliveries = [.. Deliveries(call, variant)];
        foreach ((Destination destination, GradientUse use, _, Node? soFar) in deliveries)
        {
            double[]? present = Present(destination);
            if (use != (present is null ? GradientUse.Store : GradientUse.Accumulate))
            {
                throw new InvalidOperationException($"Step {call.Step} of {call.Layer.Name}: {use} of a gradient where there is {(present is null ? "none" : "one")}.");
            }

            if (present is not null)
            {
                evaluation.Bind(soFar!, present);
            }
        }

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

    /// <summary>The gradients that the variant hands on, with where each goes.</summary>
    private static IEnumerable<Delivery> Deliveries(StepCall call, AdjointVariant variant)
    {
        for (int input = 0; input < variant.InputGradients.Count; input++)
        {
            if (variant.InputGradients[input] is { } root)
            {
                yield return new Delivery(Of(call.Inputs[input]), variant.InputUses[input], root, variant.InputsSoFar[input]);
            }
        }

        for (int state = 0; state < variant.StateGradients.Count; state++)
        {
            if (variant.StateGradients[state] is { } root)
            {
                yield return new Delivery(new Destination(call.Previous, state, -1), variant.StateUses[state], root, variant.StatesSoFar[state]);
            }
        }
    }

    private static Destination Of(Operand operand) => operand switch
    {
        Operand.OutputOf output => new Destination(output.Call, Results.Output(output.Call.Layer), -1),
        Operand.NetworkInput input => new Destination(null, -1, input.Step),
        _ => throw new InvalidOperationException($"{operand} takes no gradient."),
    };

    private double[]? Present(Destination to) =>
        to.Call is { } call ? pending.GetValueOrDefault((call, to.Result)) : InputGradients.GetValueOrDefault(to.InputStep);

    private void Write(Destination to, double[] value)
    {
        if (to.Call is { } call)
        {
            pending[(call, to.Result)] = value;
        }
        else
        {
            InputGradients[to.InputStep] = value;
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

    private readonly record struct Delivery(Destination Destination, GradientUse Use, Node Root, Node? SoFar);

    /// <summary>Where a gradient goes: a result of a call, or the network's input at a step.</summary>
    private readonly record struct Destination(StepCall? Call, int Result, int InputStep);
}
