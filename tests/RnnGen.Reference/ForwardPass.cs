using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Steps;

namespace RnnGen.Reference;

/// <summary>
/// One sample's forward pass through a timeline, call by call, each through its own specialised variant. Results that the
/// timeline calls unused are not stored, so that a wrong mark is an error here.
/// </summary>
/// <param name="parameters">The flat parameter buffer.</param>
/// <param name="inputs">The sample, [input steps][features].</param>
/// <param name="targets">Its targets, [output steps][targets per step]; empty where there are none.</param>
/// <param name="states">The states it goes on with, as the caller gives them, by the call whose result each is; zero where there is none.</param>
internal sealed class ForwardPass(double[] parameters, double[][] inputs, double[][] targets, IReadOnlyDictionary<(StepCall Given, int State), double[]>? states = null)
{
    private readonly Dictionary<(StepCall Call, int Result), double[]> results = [];
    private readonly Dictionary<StepCall, NodeEvaluation> evaluations = [];

    /// <summary>Runs every call of a group, in order of time.</summary>
    public void Run(LayerCalls group)
    {
        foreach (StepCall call in group.Calls)
        {
            var evaluation = new NodeEvaluation(parameters);
            BindSources(call, evaluation);
            if (call.Layer is GivenStateLayer)
            {
                for (int state = 0; state < call.Layer.States.Count; state++)
                {
                    evaluation.Bind(call.Variant.Results[state], states?.GetValueOrDefault((call, state)) ?? new double[call.Layer.States[state].Length]);
                }
            }

            for (int result = 0; result < call.Used.Length; result++)
            {
                if (call.Variant.Used[result])
                {
                    results.Add((call, result), Expanded(evaluation[call.Variant.Results[result]], Results.Of(call.Layer)[result].Length));
                }
            }

            evaluations.Add(call, evaluation);
        }
    }

    /// <summary>A state of a call that has run.</summary>
    public double[] State(StepCall call, int state) => Result(call, state);

    /// <summary>The output of a call that has run.</summary>
    public double[] Output(StepCall call) => Result(call, Results.Output(call.Layer));

    /// <summary>
    /// What the adjoint of a call finds in memory: the inputs and previous states of the step and the values it keeps,
    /// and nothing else of the forward pass.
    /// </summary>
    public NodeEvaluation Memory(StepCall call)
    {
        var memory = new NodeEvaluation(parameters) { ForwardNodes = call.Variant.ForwardNodes };
        BindSources(call, memory);
        foreach (Node kept in call.Variant.Kept)
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
            : throw new InvalidOperationException($"Step {call.Step} of {call.Layer.Name} has not stored {Results.Of(call.Layer)[result].Name}.");

    private void BindSources(StepCall call, NodeEvaluation evaluation)
    {
        for (int input = 0; input < call.Inputs.Count; input++)
        {
            double[]? value = call.Inputs[input] switch
            {
                Operand.NetworkInput networkInput => inputs[networkInput.Step],
                Operand.Target target => targets[target.OutputStep],
                Operand.OutputOf output => Output(output.Call),
                _ => null,
            };
            Bind(evaluation, call.Variant.Inputs[input], value);
        }

        for (int state = 0; state < call.Layer.States.Count; state++)
        {
            Bind(evaluation, call.Variant.States[state], call.Previous is null ? null : Result(call.Previous, state));
        }
    }

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
