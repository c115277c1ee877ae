using RnnGen.Generator.Networks;

namespace RnnGen.Parity;

/// <summary>
/// Runs one compiled model beside the reference. All batches go through one model and one workspace, the largest first, so
/// that what a smaller one leaves in the other lanes would show.
/// </summary>
internal sealed class ParityRun(ParityCase item, IModelUnderTest model)
{
    private readonly List<string> failures = [];
    private string where = "";

    /// <summary>Number of comparisons made.</summary>
    public int Comparisons { get; private set; }

    /// <summary>Runs every batch; gives what differs.</summary>
    /// <param name="expected">What the reference makes of the batches, the largest first.</param>
    public IReadOnlyList<string> Failures(IEnumerable<ExpectedCalls> expected)
    {
        foreach (ExpectedCalls calls in expected)
        {
            where = $"{item}, batch {calls.Batch}";
            model.SetParameters(calls.Point.Parameters);
            Network network = item.Model.Network();
            int[] lengths = ParityMasks.Lengths(network, calls.Batch);
            ParityPoint point = calls.Point.Padded(network, lengths);
            model.SetMasks(lengths, seed: null);
            CheckPrediction(point, calls.Outputs);
            CheckStream(point, calls.Outputs);
            CheckStreams(calls.Point, calls.Batch, lengths, calls.Outputs);
            model.SetMasks(lengths, ParityMasks.Drops(network) ? ParityMasks.Seed : null);
            CheckLoss(point, calls.Loss, calls.LossGradients, ParityMasks.Drops(network));
            CheckBackward(point, calls.Backward);
            if (calls.States is { } states)
            {
                CheckStates(calls.Point, states);
            }
        }

        return failures;
    }

    private void CheckPrediction(ParityPoint point, double[] expected)
    {
        var inputs = new GuardedFloats(point.Inputs);
        var outputs = new GuardedFloats(expected.Length);
        model.Predict(inputs.Span, outputs.Span, ownWorkspace: false);
        Require("Predict", Tolerance.OfValues(outputs.Span, expected), outputs);

        var again = new GuardedFloats(expected.Length);
        model.Predict(inputs.Span, again.Span, ownWorkspace: true);
        RequireEqual("Predict with a workspace", again, outputs);

        var kept = new GuardedFloats(expected.Length);
        model.Forward(inputs.Span, kept.Span);
        RequireEqual("Forward", kept, outputs);
    }

    /// <summary>The first sample, step by step, where no output depends on later inputs; steps that give no output in the network are taken all the same.</summary>
    private void CheckStream(ParityPoint point, double[] expected)
    {
        Network network = item.Model.Network();
        var output = new GuardedFloats(network.OutputSize);
        int steps = network.LooksAhead ? 0 : network.Embedding is null ? network.SequenceLength : network.InputLength; // no token stands for zeros
        for (int step = 0; step < steps; step++)
        {
            float[] input = step < network.InputLength
                ? point.Inputs.AsSpan(step * network.InputValues, network.InputValues).ToArray()
                : new float[network.InputSize];
            model.TakeStep(new GuardedFloats(input).Span, output.Span, isFirst: step == 0);
            int outputStep = step - network.FirstOutputStep;
            if (outputStep >= 0)
            {
                double[] values = expected.AsSpan(outputStep * network.OutputSize, network.OutputSize).ToArray();
                Require($"Step {step}", Tolerance.OfValues(output.Span, values), output);
            }
        }
    }

    /// <summary>All samples step by step at once. What a sample has no step for is not compared.</summary>
    private void CheckStreams(ParityPoint point, int batch, int[] lengths, double[] expected)
    {
        Network network = item.Model.Network();
        int steps = network.LooksAhead ? 0 : network.Embedding is null ? network.SequenceLength : network.InputLength;
        var outputs = new GuardedFloats(batch * network.OutputSize);
        for (int step = 0; step < steps; step++)
        {
            float[] inputs = new float[batch * network.InputValues];
            for (int sample = 0; sample < batch && step < network.InputLength; sample++)
            {
                point.Inputs.AsSpan(((sample * network.InputLength) + step) * network.InputValues, network.InputValues).CopyTo(inputs.AsSpan(sample * network.InputValues));
            }

            model.TakeSteps(new GuardedFloats(inputs).Span, outputs.Span, batch, isFirst: step == 0);
            for (int sample = 0; sample < batch; sample++)
            {
                int own = lengths.Length > 0 ? lengths[sample] : network.SequenceLength;
                int outputStep = step - (own - Math.Min(own, network.OutputLength));
                if (step < own && outputStep >= 0)
                {
                    double[] values = expected.AsSpan(((sample * network.OutputLength) + outputStep) * network.OutputSize, network.OutputSize).ToArray();
                    Require($"Step {step} of stream {sample}", Tolerance.OfValues(outputs.Span.Slice(sample * network.OutputSize, network.OutputSize), values), outputs);
                }
            }
        }
    }

    /// <summary>Outputs and states that go on with states, and the derivatives of both.</summary>
    private void CheckStates(ParityPoint point, ExpectedStates expected)
    {
        foreach (bool keep in (bool[])[false, true])
        {
            var outputs = new GuardedFloats(expected.Outputs.Length);
            var final = new GuardedFloats(expected.Final.Length);
            model.GoOn(new GuardedFloats(point.Inputs).Span, new GuardedFloats(expected.Initial).Span, outputs.Span, final.Span, keep);
            Require("outputs that go on with a state", Tolerance.OfValues(outputs.Span, expected.Outputs), outputs);
            Require("states at the end", Tolerance.OfValues(final.Span, expected.Final), final);
        }

        var parameterGradients = new GuardedFloats(expected.Parameters.Length);
        var inputGradients = new GuardedFloats(expected.Inputs.Length);
        var stateGradients = new GuardedFloats(expected.OfInitial.Length);
        model.BackwardThroughStates(
            new GuardedFloats(point.OutputGradients[0]).Span, new GuardedFloats(expected.OfFinal).Span, parameterGradients.Span, inputGradients.Span, stateGradients.Span);
        Require("parameter gradients through states", Tolerance.OfGradients(parameterGradients.Span, expected.Parameters), parameterGradients);
        Require("input gradients through states", Tolerance.OfGradients(inputGradients.Span, expected.Inputs), inputGradients);
        Require("gradients of the states given", Tolerance.OfGradients(stateGradients.Span, expected.OfInitial), stateGradients);
    }

    private void CheckLoss(ParityPoint point, double expected, double[] expectedGradients, bool drops)
    {
        var inputs = new GuardedFloats(point.Inputs);
        var targets = new GuardedFloats(point.Targets);
        var gradients = new GuardedFloats(expectedGradients.Length);
        float loss = model.ComputeGradients(inputs.Span, targets.Span, gradients.Span, ownWorkspace: drops);
        Require("The loss of ComputeGradients", Tolerance.OfValues([loss], [expected]));
        if (!drops)
        {
            float alone = model.ComputeLoss(inputs.Span, targets.Span);
            Require("ComputeLoss", loss.Equals(alone) ? null : $"{alone:R} instead of ComputeGradients's {loss:R}");
        }

        RequireGradients("ComputeGradients", gradients, expectedGradients);

        var again = new GuardedFloats(expectedGradients.Length);
        float lossAgain = model.ComputeGradients(inputs.Span, targets.Span, again.Span, ownWorkspace: true);
        Require("The loss of ComputeGradients with a workspace", lossAgain.Equals(loss) ? null : $"{lossAgain:R} instead of {loss:R}");
        RequireEqual("ComputeGradients with a workspace", again, gradients);
    }

    private void CheckBackward(ParityPoint point, (double[] Parameters, double[] Inputs)[] expected)
    {
        var inputs = new GuardedFloats(point.Inputs);
        var outputs = new GuardedFloats(point.OutputGradients[0].Length);
        model.Forward(inputs.Span, outputs.Span);
        var parameterGradients = new GuardedFloats(expected[0].Parameters.Length);
        var inputGradients = new GuardedFloats(expected[0].Inputs.Length);
        model.Backward(new GuardedFloats(point.OutputGradients[0]).Span, parameterGradients.Span, inputGradients.Span, accumulate: false);
        RequireGradients("Backward", parameterGradients, expected[0].Parameters, outputs.Span.Length);
        Require("Input gradients", Tolerance.OfGradients(inputGradients.Span, expected[0].Inputs), inputGradients);

        // Once more from other output gradients, on top of the first.
        var sum = new GuardedFloats(parameterGradients.Span);
        model.Backward(new GuardedFloats(point.OutputGradients[1]).Span, sum.Span, inputGradients.Span, accumulate: true);
        RequireGradients("Backward, accumulated", sum, [.. expected[0].Parameters.Zip(expected[1].Parameters, (first, second) => first + second)], outputs.Span.Length);
        Require("Input gradients of the second Backward", Tolerance.OfGradients(inputGradients.Span, expected[1].Inputs), inputGradients);

        // The first again, without input gradients: nothing of what was between may be left.
        var again = new GuardedFloats(parameterGradients.Span.Length);
        model.Backward(new GuardedFloats(point.OutputGradients[0]).Span, again.Span, default, accumulate: false);
        RequireEqual("Backward, repeated", again, parameterGradients);
    }

    private void RequireGradients(string what, GuardedFloats actual, double[] expected, int terms = 0)
    {
        foreach ((string name, int offset, int length) in model.Tensors)
        {
            Require($"{what}, {name}", Tolerance.OfGradients(actual.Span.Slice(offset, length), expected.AsSpan(offset, length), terms), actual);
        }
    }

    private void RequireEqual(string what, GuardedFloats actual, GuardedFloats expected) =>
        Require(what, actual.EqualsBits(expected) ? null : "the bits differ from those of the other call", actual);

    private void Require(string what, string? problem, GuardedFloats? written = null)
    {
        Comparisons++;
        if (written is { IsIntact: false })
        {
            problem = $"memory outside the span was written. {problem}";
        }

        if (problem is not null)
        {
            failures.Add($"{where}: {what}: {problem}");
        }
    }
}
