using RnnGen.Generator.Networks;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Steps;

namespace RnnGen.Reference;

/// <summary>
/// One sample's forward pass through a program, call by call, each through its own specialised variant. Results that the
/// program calls unused are not stored, so that a wrong mark is an error here.
/// </summary>
/// <param name="parameters">The flat parameter buffer.</param>
/// <param name="inputs">The sample, [input steps][features].</param>
/// <param name="targets">Its targets, [output steps][targets per step]; empty where there are none.</param>
/// <param name="mask">A mask at a step; null where there is none.</param>
/// <param name="carried">The states that the caller gives, by the call that goes on with each; where there is none, what that call begins with.</param>
internal sealed class ForwardPass(double[] parameters, double[][] inputs, double[][] targets, Func<Mask, int, double[]>? mask = null, IReadOnlyDictionary<(StepCall First, int State), double[]>? carried = null)
{
    private readonly Dictionary<(StepCall Call, int Result), double[]> results = [];
    private readonly Dictionary<StepCall, NodeEvaluation> evaluations = [];

    /// <summary>Runs every call of a program, in order.</summary>
    public void Run(Program program)
    {
        foreach (StepCall call in program.Groups.SelectMany(static group => group.Calls))
        {
            var evaluation = new NodeEvaluation(parameters);
            BindSources(call, evaluation);
            for (int result = 0; result < call.Variant.Used.Count; result++)
            {
                if (call.Variant.Used[result])
                {
                    results.Add((call, result), Expanded(evaluation[call.Variant.Results[result]], Ports.Of(call.Layer)[result].Length));
                }
            }

            evaluations.Add(call, evaluation);
        }
    }

    /// <summary>A state of a call that has run.</summary>
    public double[] State(StepCall call, int state) => Result(call, state);

    /// <summary>The output of a call that has run.</summary>
    public double[] Output(StepCall call) => Result(call, Ports.Output(call.Layer));

    /// <summary>
    /// What the adjoint of a call finds in memory: the inputs and previous states of the step and the values it keeps,
    /// and nothing else of the forward pass.
    /// </summary>
    /// <param name="group">The calls of a layer.</param>
    /// <param name="call">One of them.</param>
    public NodeEvaluation Memory(LayerCalls group, StepCall call)
    {
        var memory = new NodeEvaluation(parameters) { ForwardNodes = call.Variant.ForwardNodes };
        BindSources(call, memory);
        foreach (Node kept in group.Kept(call.Variant))
        {
            memory.Bind(kept, evaluations[call][kept]);
        }

        return memory;
    }

    /// <summary>The smallest distance of any value computed so far from a point where a derivative jumps.</summary>
    public double KinkDistance()
    {
        double smallest = double.PositiveInfinity;
        foreach (NodeEvaluation evaluation in evaluations.Values)
        {
            foreach (Node node in evaluation.Values.Keys)
            {
                if (node.Operator.Row().Kink is not { } kink)
                {
                    continue;
                }

                double[][] values = [.. node.Operands.Select(operand => evaluation.Values[operand])];
                for (int unit = 0; unit < node.Length; unit++)
                {
                    double[] operands = [.. values.Select(v => v[v.Length == 1 ? 0 : unit])];
                    smallest = Math.Min(smallest, kink(operands));
                }
            }
        }

        return smallest;
    }

    private static double[] Expanded(double[] value, int length) =>
        value.Length == length ? value : throw new InvalidOperationException($"A result has {value.Length} units instead of {length}.");

    private double[] Result(StepCall call, int result) =>
        results.TryGetValue((call, result), out double[]? value)
            ? value
            : throw new InvalidOperationException($"Step {call.Step} of {call.Layer.Name} has not stored {Ports.Of(call.Layer)[result].Name}.");

    private void BindSources(StepCall call, NodeEvaluation evaluation)
    {
        for (int input = 0; input < call.Inputs.Count; input++)
        {
            double[]? value = call.Inputs[input] switch
            {
                Operand.NetworkInput networkInput => inputs[networkInput.Step],
                Operand.Target target => targets[target.OutputStep],
                Operand.MaskOf masked => mask!(masked.Mask, masked.Step),
                Operand.OutputOf output => Output(output.Call),
                _ => null,
            };
            Bind(evaluation, call.Variant.Inputs[input], value);
        }

        for (int state = 0; state < call.Layer.States.Count; state++)
        {
            Bind(evaluation, call.Variant.States[state], Previous(call, state));
        }
    }

    /// <summary>A state as a call finds it; null where it is known to be zero.</summary>
    private double[]? Previous(StepCall call, int state) => call.States switch
    {
        StateSource.Of previous => Result(previous.Call, state),
        StateSource.Carried kept => carried?.GetValueOrDefault((call, state))
            ?? (kept.Initial is { } initial ? Result(initial, state) : new double[call.Layer.States[state].Length]),
        _ => null,
    };

    /// <summary>A value that is known to be zero must be a zero in the variant, and no other.</summary>
    private static void Bind(NodeEvaluation evaluation, Node node, double[]? value)
    {
        if (node.IsZero != value is null)
        {
            throw new InvalidOperationException($"The variant takes {node} for {(node.IsZero ? "zero" : "a value")}, the call does not.");
        }

        if (value is not null)
        {
            evaluation.Bind(node, value);
        }
    }
}
