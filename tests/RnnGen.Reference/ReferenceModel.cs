using RnnGen.Generator.Networks;
using RnnGen.Generator.Programs;

namespace RnnGen.Reference;

/// <summary>
/// A slow, clear interpreter of a network's programs in double precision: the oracle for emitted code. It runs the
/// programs' own variants and adjoints, so whatever specialisation and differentiation decided is what it computes.
/// </summary>
internal sealed class ReferenceModel(ModelPrograms programs)
{
    /// <summary>Unrolls <paramref name="network"/>.</summary>
    public ReferenceModel(Network network)
        : this(ModelPrograms.Create(network))
    {
    }

    public ModelPrograms Programs { get; } = programs;

    /// <summary>Lengths of samples, and what is dropped.</summary>
    public MaskValues Masks { get; init; } = new();

    public Network Network => Programs.Network;

    /// <summary>The network's outputs.</summary>
    /// <param name="parameters">[<see cref="Network.ParameterCount"/>]</param>
    /// <param name="inputs">[batch, input length, input size], row-major, or [batch, input length] token ids.</param>
    /// <returns>[batch, output length, output size]</returns>
    public double[] Predict(double[] parameters, double[] inputs) =>
        Back([.. Split(parameters, inputs).SelectMany(sample => Outputs(Predicted(parameters, sample)))], Network.OutputLength, Network.OutputSize);

    /// <summary>
    /// The mean loss of the batch as PyTorch's <c>reduction='mean'</c>: over all output elements, or over the counted
    /// targets for cross-entropy (not a number where no target counts, as in PyTorch).
    /// </summary>
    /// <param name="parameters">[<see cref="Network.ParameterCount"/>]</param>
    /// <param name="inputs">[batch, input length, input size]</param>
    /// <param name="targets">[batch, output length, targets per step]; for cross-entropy class ids, −1 where not counted.</param>
    public double Loss(double[] parameters, double[] inputs, double[] targets)
    {
        Sample[] samples = Split(parameters, inputs, targets);
        return MeanLoss(samples, [.. samples.Select(sample => WithLoss(parameters, sample))]);
    }

    /// <summary>The mean loss and its gradients over all parameters and all inputs, by backpropagation through time.</summary>
    public (double Loss, double[] ParameterGradients, double[] InputGradients) Gradients(double[] parameters, double[] inputs, double[] targets)
    {
        Sample[] samples = Split(parameters, inputs, targets);
        ForwardPass[] forwards = [.. samples.Select(sample => WithLoss(parameters, sample))];
        double count = Count(samples);
        double[] parameterGradients = new double[Network.ParameterCount];
        double[] inputGradients = [.. samples.SelectMany((sample, index) =>
        {
            var backward = new BackwardPass(forwards[index], parameterGradients);
            for (int step = 0; step < Network.OutputLength; step++)
            {
                backward.Seed(Programs.Train.Output.Calls[step], [Counts(sample, step) ? 1 / count : 0]);
            }

            return Through(Programs.Train, backward);
        })];
        inputGradients = Back(inputGradients, Network.InputLength, Network.InputSize);
        Samples.AddLookedUp(Network, inputs, inputGradients, parameterGradients);
        return (MeanLoss(samples, forwards), parameterGradients, inputGradients);
    }

    /// <summary>The vector–Jacobian product: from the gradient of the outputs to those of parameters and inputs.</summary>
    /// <param name="parameters">[<see cref="Network.ParameterCount"/>]</param>
    /// <param name="inputs">[batch, input length, input size]</param>
    /// <param name="outputGradients">[batch, output length, output size]</param>
    public (double[] ParameterGradients, double[] InputGradients) Backward(double[] parameters, double[] inputs, double[] outputGradients)
    {
        Sample[] samples = Split(parameters, inputs);
        double[][] seeds = Masks.Moved(
            Samples.Rows(outputGradients, nameof(outputGradients), samples.Length * Network.OutputLength, Network.OutputSize), Network.OutputLength, padding: 0);
        double[] parameterGradients = new double[Network.ParameterCount];
        double[] inputGradients = [.. samples.SelectMany((sample, index) =>
        {
            var backward = new BackwardPass(Predicted(parameters, sample), parameterGradients);
            foreach ((StepCall call, int step) in Programs.OutputCalls.Select((call, step) => (call, step)))
            {
                backward.Seed(call, seeds[(index * Network.OutputLength) + step]);
            }

            return Through(Programs.Predict, backward);
        })];
        inputGradients = Back(inputGradients, Network.InputLength, Network.InputSize);
        Samples.AddLookedUp(Network, inputs, inputGradients, parameterGradients);
        return (parameterGradients, inputGradients);
    }

    /// <summary>
    /// The outputs of one sample that goes on with a state, and the state that it ends with, each [state size]: the states of
    /// <see cref="Program.Carried"/> one after the other.
    /// </summary>
    public (double[] Outputs, double[] FinalState) Continue(double[] parameters, double[] inputs, double[] initialState)
    {
        ForwardPass pass = Continued(parameters, inputs, initialState);
        return (Back([.. Outputs(pass)], Network.OutputLength, Network.OutputSize), [.. Programs.Predict.Carried.SelectMany(state => pass.State(state.Last, state.Index))]);
    }

    /// <summary>The vector–Jacobian product of one sample that goes on with a state.</summary>
    public (double[] ParameterGradients, double[] InputGradients, double[] StateGradients) Backward(
        double[] parameters, double[] inputs, double[] initialState, double[] outputGradients, double[] finalStateGradients)
    {
        double[] parameterGradients = new double[Network.ParameterCount];
        var backward = new BackwardPass(Continued(parameters, inputs, initialState), parameterGradients);
        foreach ((StepCall call, double[] gradient) in Programs.OutputCalls.Zip(
            Masks.Moved(Samples.Rows(outputGradients, nameof(outputGradients), Network.OutputLength, Network.OutputSize), Network.OutputLength, padding: 0)))
        {
            backward.Seed(call, gradient);
        }

        int first = 0;
        foreach (CarriedState state in Programs.Predict.Carried)
        {
            backward.Seed(state.Last, state.Index, finalStateGradients[first..(first += state.State.Length)]);
        }

        double[] inputGradients = Back(Through(Programs.Predict, backward), Network.InputLength, Network.InputSize);
        Samples.AddLookedUp(Network, inputs, inputGradients, parameterGradients);
        return (parameterGradients, inputGradients, [.. Programs.Predict.Carried.SelectMany(state => backward.StateGradients.GetValueOrDefault((state.First, state.Index), new double[state.State.Length]))]);
    }

    private ForwardPass Continued(double[] parameters, double[] inputs, double[] initialState)
    {
        var states = new Dictionary<(StepCall, int), double[]>();
        int first = 0;
        foreach (CarriedState state in Programs.Predict.Carried)
        {
            states.Add((state.First, state.Index), initialState[first..(first += state.State.Length)]);
        }

        Sample own = Single(Split(parameters, inputs));
        var pass = new ForwardPass(parameters, own.Inputs, [], own.Mask, states);
        pass.Run(Programs.Predict);
        return pass;

        static Sample Single(Sample[] samples) => samples.Length == 1 ? samples[0] : throw new ArgumentException("One sample at a time goes on with a state.", nameof(inputs));
    }

    /// <summary>How near the point is to one where a derivative jumps; finite differences need room.</summary>
    public double KinkDistance(double[] parameters, double[] inputs, double[] targets) =>
        Split(parameters, inputs, targets).Min(sample => WithLoss(parameters, sample).KinkDistance());

    private ForwardPass Predicted(double[] parameters, Sample sample) => Run(Programs.Predict, parameters, sample);

    private ForwardPass WithLoss(double[] parameters, Sample sample) => Run(Programs.Train, parameters, sample);

    private static ForwardPass Run(Program program, double[] parameters, Sample sample)
    {
        var pass = new ForwardPass(parameters, sample.Inputs, sample.Targets, sample.Mask);
        pass.Run(program);
        return pass;
    }

    private IEnumerable<double> Outputs(ForwardPass pass) => Programs.OutputCalls.SelectMany(pass.Output);

    private double MeanLoss(Sample[] samples, ForwardPass[] forwards)
    {
        double total = 0;
        for (int index = 0; index < samples.Length; index++)
        {
            for (int step = 0; step < Network.OutputLength; step++)
            {
                total += Counts(samples[index], step) ? forwards[index].Output(Programs.Train.Output.Calls[step])[0] : 0;
            }
        }

        return total / Count(samples);
    }

    /// <summary>The backward pass of a program; gives the sample's input gradients, [input length · input size].</summary>
    private double[] Through(Program program, BackwardPass backward)
    {
        foreach (LayerCalls group in program.Groups.Reverse())
        {
            backward.Run(group);
        }

        backward.RequireNothingPending();
        double[] zero = new double[Network.InputSize];
        return [.. Enumerable.Range(0, Network.InputLength).SelectMany(step => backward.InputGradients.GetValueOrDefault(step, zero))];
    }

    private Sample[] Split(double[] parameters, double[] inputs, double[]? targets = null) => Samples.Split(Network, parameters, inputs, targets, Masks);

    /// <summary>What samples that end together have, each from the beginning of its memory on, with zeros behind.</summary>
    private double[] Back(double[] values, int steps, int size) =>
        Masks.Length is null ? values : [.. Masks.Moved([.. values.Chunk(size)], steps, padding: 0, back: true).SelectMany(static row => row)];

    private bool Counts(Sample sample, int step) => step >= sample.MissingOutputs && (!Network.Criterion.TakesClasses || sample.Targets[step][0] >= 0);

    /// <summary>What the summed loss is divided by.</summary>
    private double Count(Sample[] samples) => Network.Criterion.TakesClasses
        ? samples.Sum(sample => sample.Targets.Count(target => target[0] >= 0))
        : samples.Sum(sample => (double)(Network.OutputLength - sample.MissingOutputs) * Network.OutputSize);
}
