using System.Globalization;

namespace RnnGen;

/// <summary>
/// How to train. What is not set has the values that a first training needs: batches of 32, <see cref="Adam"/> at 0.001, a new order in each of
/// <see cref="DefaultEpochs"/> epochs, nothing written anywhere.
/// </summary>
/// <remarks>
/// Settings are <see cref="double"/>s and whole numbers, measured losses are <see cref="float"/>s. Options hold no data and, but for an <see cref="Optimizer"/> that
/// is given, no state, so one object may serve several trainings.
/// </remarks>
public sealed class FitOptions
{
    /// <summary>Number of epochs where none is set.</summary>
    public const int DefaultEpochs = 10;

    /// <summary>Number of passes over the training samples, at least 1. Default 10 (Keras: 1).</summary>
    public int Epochs { get; init; } = DefaultEpochs;

    /// <summary>Number of samples in one step, at least 1. Default 32. The last batch of an epoch may be smaller.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// What changes the parameters, or null (the default) for a new <see cref="Adam"/> at a learning rate of 0.001.
    /// An optimizer keeps its state from one training to the next: pass the same one to go on, a new one to start anew.
    /// </summary>
    public Optimizer? Optimizer { get; init; }

    /// <summary>Whether each epoch visits the samples in a new random order. Default true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Whether batches go on with the states that those before them ended with, for texts and series that are longer than a sequence: of a model that is <c>Stateful</c>. Samples are then
    /// taken as they are, without <see cref="Shuffle"/>: as many runs of consecutive samples as <see cref="BatchSize"/> says, each a stream that begins with zeros in every epoch. A batch has one
    /// sample of each; samples left over at the end are not learned from. Gradients end where a batch begins (truncated backpropagation through time).
    /// </summary>
    /// <remarks>
    /// Keras's stateful layers take the samples of a batch for those that continue the batch before, so that streams have to be interleaved. Here a text is its own samples, without a copy:
    /// <c>Fit(text[..^1], text[1..], …)</c>.
    /// </remarks>
    public bool CarryState { get; init; }

    /// <summary>
    /// What each class weighs in the mean loss of training, one weight for each class id; null (the default) where all weigh the same. The loss of a batch is Σ w loss / Σ w, as that of
    /// PyTorch's <c>CrossEntropyLoss(weight)</c>. Rare classes are heard with weights of one over their frequency. Losses of validation stay unweighted.
    /// </summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>
    /// What each sample weighs in the mean loss of training, or each output step of each sample; empty (the default) where all weigh the same. 0 leaves a target out, be it a number or a class id. Class
    /// weights are multiplied with these. With <see cref="ValidationSplit"/> there are weights for all samples, of which those set aside are not looked at.
    /// </summary>
    public ReadOnlyMemory<float> SampleWeights { get; init; }

    /// <summary>Determines the order of samples, which depends on this number and the epoch's alone. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// Part of the samples to set aside for validation, in [0, 1). Default 0. As in Keras these are the <em>last</em>
    /// samples as given, before any shuffling: the first ⌊samples · (1 − part)⌋ are trained on. Samples of their own are an argument of <c>Fit</c>.
    /// </summary>
    public double ValidationSplit { get; init; }

    /// <summary>
    /// Whether batches get sequences of like length, where <c>Fit</c> is given lengths and shuffles: within every 64 batches samples are sorted by length, and batches come in random
    /// order. Steps that no sequence of a batch has cost nothing. Default true.
    /// </summary>
    public bool BucketByLength { get; init; } = true;

    /// <summary>Largest global norm of a gradient, greater than 0, or null: see <see cref="GradientClipping.ClipByNorm"/>.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Largest magnitude of a gradient, greater than 0, or null: see <see cref="GradientClipping.ClipByValue"/>.</summary>
    public double? ClipValue { get; init; }

    /// <summary>
    /// Figures measured after each epoch besides the loss: on the validation samples or, where there are none, on the training samples. Either takes another prediction of those samples.
    /// </summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>
    /// What is called after batches and epochs: <see cref="EarlyStopping"/>, <see cref="BestModelCheckpoint"/>, <see cref="LearningRateSchedule"/>, <see cref="ReduceOnPlateau"/>,
    /// <see cref="CsvLog"/>, or your own.
    /// </summary>
    public IReadOnlyList<IFitCallback> Callbacks { get; init; } = [];

    /// <summary>
    /// Stops training between two batches by an <see cref="OperationCanceledException"/>; the model keeps what it learned
    /// up to the last completed batch.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Told of every batch and of every epoch's end, or null (the default): a <see cref="ConsoleProgress"/> writes them, <see cref="Progress{T}"/> hands them to a window's thread.
    /// </summary>
    /// <remarks>
    /// It is there to watch. <c>Report</c> is called on the thread that called <c>Fit</c>, between batches; <see cref="Progress{T}"/> passes on to another thread, for which training does not wait, so
    /// what is shown there may be several batches behind.
    /// </remarks>
    public IProgress<FitProgress>? Progress { get; init; }

    /// <summary>Checks what can be checked without a model.</summary>
    /// <param name="argument">Name of the argument that brought these options, for errors.</param>
    internal void Validate(string argument)
    {
        Require(Epochs >= 1, nameof(Epochs), Epochs, "at least 1", argument);
        Require(BatchSize >= 1, nameof(BatchSize), BatchSize, "at least 1", argument);
        Require(ValidationSplit is >= 0 and < 1, nameof(ValidationSplit), ValidationSplit, "in [0, 1)", argument);
        Require(Metrics is not null && Metrics.All(static metric => metric is not null), nameof(Metrics), "null", "a list of metrics", argument);
        Require(Metrics!.Select(static metric => metric.Name).Distinct().Count() == Metrics!.Count, nameof(Metrics), "names twice", "metrics of different names", argument);
        Require(Callbacks is not null && Callbacks.All(static callback => callback is not null), nameof(Callbacks), "null", "a list of callbacks", argument);
        Require(ClipNorm is null or > 0, nameof(ClipNorm), ClipNorm, "greater than 0, or null", argument);
        Require(ClipValue is null or > 0, nameof(ClipValue), ClipValue, "greater than 0, or null", argument);
        if (ClipNorm is not null && ClipValue is not null)
        {
            throw new ArgumentException("Set ClipNorm or ClipValue, not both.", argument);
        }
    }

    private static void Require<T>(bool holds, string option, T value, string expected, string argument)
    {
        if (!holds)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{option} has to be {expected}, but is {value}."),
                argument);
        }
    }
}
