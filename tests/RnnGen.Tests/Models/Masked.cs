namespace RnnGen.Tests.Models;

/// <summary>A classifier of steps, and samples of it of which some values are spoilt.</summary>
internal sealed class Masked
{
    private readonly IRnnModel<float, int> model;
    private readonly int classes;

    private Masked(IRnnModel<float, int> model, int inputLength, int outputLength)
    {
        this.model = model;
        InputLength = inputLength;
        OutputLength = outputLength;
        classes = model.OutputsPerSample / outputLength;
    }

    public static Masked Recurrent { get; } = new(new Tagger(1), Tagger.SequenceLength, Tagger.OutputLength);

    /// <summary>Every input reaches every output.</summary>
    public static Masked Both { get; } = new(new BothTagger(7), BothTagger.SequenceLength, BothTagger.OutputLength);

    public static Masked Stateless { get; } = new(new StatelessTagger(2), StatelessTagger.SequenceLength, StatelessTagger.OutputLength);

    /// <summary>Every topology and loss length; the widest is worth several threads.</summary>
    public static IReadOnlyList<Masked> All { get; } =
    [
        Recurrent,
        Stateless,
        new(new SequenceClassifier(3), SequenceClassifier.SequenceLength, 1),
        new(new LastTagger(4), LastTagger.SequenceLength, LastTagger.OutputLength),
        new(new ClassComposer(5), 1, ClassComposer.OutputLength),
        new(new WideTagger(6), WideTagger.SequenceLength, WideTagger.OutputLength),
    ];

    public string Name => model.ModelName;

    public int InputLength { get; }

    public int OutputLength { get; }

    public int Parameters => model.Parameters.Length;

    public float ComputeGradients(float[] inputs, int[] targets, float[] gradients) => model.ComputeGradients(inputs, targets, gradients);

    public float ComputeLoss(float[] inputs, int[] targets) => model.ComputeLoss(inputs, targets);

    /// <summary>Made-up samples, of which every target counts.</summary>
    public Data Make(int batch)
    {
        var random = new Random(batch);
        return new Data(
            this, Batches.Numbers(batch * model.InputsPerSample, batch), [.. Enumerable.Range(0, batch * OutputLength).Select(_ => random.Next(classes))]);
    }

    public sealed class Data(Masked model, float[] inputs, int[] targets)
    {
        private readonly int inputSize = model.model.InputsPerSample / model.InputLength;

        public float[] Inputs => inputs;

        public int[] Targets => targets;

        /// <summary>Makes inputs of steps what nothing can be learned from.</summary>
        public void Poison(int sample, int from, int to)
        {
            Fill(sample, from, to, float.NaN);
            if (to > from)
            {
                inputs[((sample * model.InputLength) + from) * inputSize] = float.PositiveInfinity;
            }
        }

        public void Fill(int sample, int from, int to, float value) =>
            inputs.AsSpan(((sample * model.InputLength) + from) * inputSize, (to - from) * inputSize).Fill(value);

        public void Uncount(int sample, int from, int to) => targets.AsSpan((sample * model.OutputLength) + from, to - from).Fill(-1);

        /// <summary>Lets a step count; none if it is −1.</summary>
        public void Count(int sample, int step)
        {
            if (step >= 0)
            {
                targets[(sample * model.OutputLength) + step] = model.classes - 1;
            }
        }

        public Data Select(int[] samples) => new(
            model,
            [.. samples.SelectMany(sample => inputs.AsSpan(sample * model.model.InputsPerSample, model.model.InputsPerSample).ToArray())],
            [.. samples.SelectMany(sample => targets.AsSpan(sample * model.OutputLength, model.OutputLength).ToArray())]);
    }
}

[RnnModel(6, 2, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy)]
[Dense(5, Activation = Activation.Tanh)]
[Dense(3, Activation = Activation.Softmax)]
internal sealed partial class StatelessTagger;

[RnnModel(9, 2, Loss = Loss.CrossEntropy)]
[Lstm(5)]
[Dense(3, Activation = Activation.Softmax)]
internal sealed partial class SequenceClassifier;

[RnnModel(9, 1, Topology = Topology.ManyToMany, OutputSteps = 4, Loss = Loss.CrossEntropy)]
[SimpleRnn(6)]
[Dense(3, Activation = Activation.Softmax)]
internal sealed partial class LastTagger;

[RnnModel(5, 3, Topology = Topology.OneToMany, Loss = Loss.CrossEntropy)]
[Gru(6)]
[Dense(3, Activation = Activation.Softmax)]
internal sealed partial class ClassComposer;

[RnnModel(24, 5, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy)]
[Lstm(40)]
[Dense(4, Activation = Activation.Softmax)]
internal sealed partial class WideTagger;

/// <summary>A tagger that reads its sequence from both ends.</summary>
[RnnModel(7, 3, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy)]
[Gru(5, Bidirectional = true)]
[Dense(4, Activation = Activation.Softmax)]
internal sealed partial class BothTagger;
