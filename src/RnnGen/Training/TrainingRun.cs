using System.Globalization;
using RnnGen.Runtime;

namespace RnnGen;

/// <summary>One call of <see cref="Trainer"/>: the loop over epochs and batches, and its buffers.</summary>
internal sealed class TrainingRun<TIn, TTarget> : FitContext
    where TIn : unmanaged
    where TTarget : unmanaged
{
    private readonly IRnnModel<TIn, TTarget> model;
    private readonly SampleSet<TIn, TTarget> training;
    private readonly SampleSet<TIn, TTarget>? validation;
    private readonly FitOptions options;
    private readonly IFitCallback[] callbacks;
    private readonly Optimizer optimizer;
    private readonly TimeProvider clock;
    private readonly long begin;

    private readonly int batchSize;
    private readonly int batches;
    private readonly bool gathers;
    private readonly float[] states;
    private readonly float[] classWeights;
    private readonly float[] batchWeights;
    private readonly int weightsPerSample;
    private readonly int[] order;
    private readonly TIn[] batchInputs;
    private readonly int[] batchLengths;
    private readonly TTarget[] batchTargets;
    private readonly BatchGradient<TIn, TTarget> gradient;
    private float[] previousParameters = [];

    public TrainingRun(
        IRnnModel<TIn, TTarget> model,
        SampleSet<TIn, TTarget> training,
        SampleSet<TIn, TTarget>? validation,
        FitOptions options,
        TimeProvider clock)
    {
        this.model = model;
        this.training = training;
        this.validation = validation;
        this.options = options;
        callbacks = [.. options.Callbacks];
        this.clock = clock;
        optimizer = options.Optimizer ?? new Adam();
        begin = clock.GetTimestamp();
        batchSize = Math.Min(options.BatchSize, training.Count);
        batches = options.CarryState ? training.Count / batchSize : (int)(((long)training.Count + batchSize - 1) / batchSize);
        states = options.CarryState ? new float[batchSize * ((ITrainedModel<TIn, TTarget>)model).Layout.StateSize] : [];
        Epochs = options.Epochs;
        Batches = batches;
        Monitors = ["loss", .. validation is null ? [] : new[] { "val_loss" }, .. options.Metrics.Select(static metric => metric.Name)];
        classWeights = options.ClassWeights is { } weights ? [.. weights.Select(static weight => (float)weight)] : [];
        weightsPerSample = options.SampleWeights.Length / (training.Count + (options.ValidationSplit > 0 ? validation?.Count ?? 0 : 0));
        batchWeights = new float[batchSize * weightsPerSample];
        gathers = options.Shuffle || options.CarryState;
        order = gathers ? new int[training.Count] : [];
        batchInputs = gathers ? new TIn[batchSize * model.InputsPerSample] : [];
        batchLengths = gathers && !training.Lengths.IsEmpty ? new int[batchSize] : [];
        batchTargets = gathers ? new TTarget[batchSize * model.TargetsPerSample] : [];
        gradient = new BatchGradient<TIn, TTarget>(model);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Monitors { get; }

    /// <inheritdoc/>
    public override double LearningRate
    {
        get => optimizer.LearningRate;
        set => optimizer.LearningRate = value;
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Parameters => model.Parameters;

    /// <inheritdoc/>
    public override ParameterEdit EditParameters() => model.EditParameters();

    /// <inheritdoc/>
    public override void Save(string path) => model.Save(path);

    /// <inheritdoc/>
    public override bool IsHigherBetter(string monitor) => monitor switch
    {
        "loss" => false,
        "val_loss" when validation is not null => false,
        _ => (options.Metrics.FirstOrDefault(metric => metric.Name == monitor) ?? throw NoMonitor(monitor)).IsHigherBetter,
    };

    public FitHistory Run()
    {
        var console = options.Progress as ConsoleProgress;
        int begun = 0;
        try
        {
            foreach (IFitCallback callback in callbacks)
            {
                begun++;
                callback.OnTrainBegin(this);
            }

            console?.Begin(SlowBuild.AdviceOnce(model.GetType().Assembly));
            var results = new List<EpochResult>(options.Epochs);
            while (results.Count < options.Epochs && !IsStopped)
            {
                results.Add(RunEpoch(results.Count + 1));
            }

            return new FitHistory([.. results]);
        }
        finally
        {
            console?.End();
            foreach (IFitCallback callback in callbacks.Take(begun))
            {
                callback.OnTrainEnd(this);
            }
        }
    }

    private EpochResult RunEpoch(int epoch)
    {
        long epochBegin = clock.GetTimestamp();
        Epoch = epoch;
        DrawOrder(epoch);
        double lossSum = 0;
        long counted = 0;
        int samplesDone = 0;
        for (int batch = 1; batch <= batches && !IsStopped; batch++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(batchSize, training.Count - samplesDone);
            (float loss, int targets) = TrainBatch(epoch, batch, samplesDone, count);
            samplesDone += count;
            lossSum += (double)loss * targets;
            counted += targets;
            Loss = counted == 0 ? 0 : (float)(lossSum / counted);
            Batch = batch;
            Step++;
            Report(epoch, batch, Loss, validationLoss: null, [], epochCompleted: false);
            foreach (IFitCallback callback in callbacks)
            {
                callback.OnBatchEnd(this);
            }
        }

        float? validationLoss = validation is { } samples ? Validate(samples, epoch) : null;
        MetricValue[] metrics = Measure(validation ?? training);
        Report(epoch, Batch, Loss, validationLoss, metrics, epochCompleted: true);
        Result = new EpochResult(epoch, Loss, validationLoss, optimizer.LearningRate, clock.GetElapsedTime(epochBegin)) { Metrics = metrics };
        foreach (IFitCallback callback in callbacks)
        {
            callback.OnEpochEnd(this);
        }

        return Result;
    }

    private MetricValue[] Measure(SampleSet<TIn, TTarget> samples) =>
        BatchedMetrics.Of(model, options.Metrics, samples.Spans, options.BatchSize, options.CancellationToken);

    /// <summary>
    /// The order of an epoch depends on the seed and the epoch's number alone, not on the epochs before it.
    /// </summary>
    private void DrawOrder(int epoch)
    {
        if (options.CarryState)
        {
            // A row of a batch goes on with the next sample of its stream.
            for (int i = 0; i < batches * batchSize; i++)
            {
                order[i] = (i % batchSize * batches) + (i / batchSize);
            }

            Array.Clear(states);
            return;
        }

        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        RandomSource random = new(((long)options.Seed << 32) | (uint)epoch);
        random.Shuffle(order);
        if (options.BucketByLength && order.Length > 0 && !training.Lengths.IsEmpty)
        {
            LengthBuckets.Arrange(order, training.Lengths.Span, batchSize, random);
        }
    }

    /// <returns>The mean loss, and the number of targets it is the mean of.</returns>
    private (float Loss, int Targets) TrainBatch(int epoch, int batch, int first, int count)
    {
        SampleSpans<TIn, TTarget> samples = SamplesOf(first, count);
        ReadOnlySpan<float> weights = WeightsOf(first, count);
        int counted = !weights.IsEmpty && !weights.ContainsAnyExcept(0f) ? 0 : samples.CountTargets(model);
        if (counted == 0 && states.Length == 0)
        {
            // As if its samples were not there: no step either, which would decay weights and follow old gradients.
            return (0, 0);
        }

        float loss = gradient.Compute(new()
        {
            Inputs = samples.Inputs,
            Lengths = samples.Lengths,
            Targets = samples.Targets,
            States = states,
            ClassWeights = classWeights,
            SampleWeights = weights,
            DropoutSeed = ((long)options.Seed << 32) | (uint)Step,
        });
        if (!float.IsFinite(loss) || !gradient.IsFinite)
        {
            string? tensor = NonFinite.FirstTensor(model.ParameterTable, gradient.Values);
            string problem = tensor is null
                ? $"the loss is {Text(loss)}"
                : $"the loss is {Text(loss)} and the gradient of '{tensor}' is not finite";
            throw Diverged(epoch, batch, loss, tensor, problem);
        }

        if (counted == 0)
        {
            return (0, 0);
        }

        Clip();
        Update(epoch, batch, loss);
        return (loss, counted);
    }

    /// <summary>The samples of a batch: gathered, or where they are.</summary>
    private SampleSpans<TIn, TTarget> SamplesOf(int first, int count)
    {
        if (!gathers)
        {
            return training.Slice(first, count).Spans;
        }

        training.Gather(order.AsSpan(first, count), batchInputs, batchLengths, batchTargets);
        return new(
            batchInputs.AsSpan(0, count * model.InputsPerSample),
            batchLengths.AsSpan(0, training.Lengths.IsEmpty ? 0 : count),
            batchTargets.AsSpan(0, count * model.TargetsPerSample));
    }

    /// <summary>The weights of the samples of a batch.</summary>
    private ReadOnlySpan<float> WeightsOf(int first, int count)
    {
        ReadOnlySpan<float> weights = options.SampleWeights.Span;
        for (int row = 0; row < count && weightsPerSample > 0; row++)
        {
            int sample = gathers ? order[first + row] : first + row;
            weights.Slice(sample * weightsPerSample, weightsPerSample).CopyTo(batchWeights.AsSpan(row * weightsPerSample));
        }

        return batchWeights.AsSpan(0, count * weightsPerSample);
    }

    private void Clip()
    {
        if (options.ClipNorm is { } maxNorm)
        {
            GradientClipping.ClipReachedByNorm(gradient.Values, gradient.Reached, maxNorm);
        }
        else if (options.ClipValue is { } maxValue)
        {
            GradientClipping.ClipReachedByValue(gradient.Values, gradient.Reached, maxValue);
        }
    }

    private void Update(int epoch, int batch, float loss)
    {
        ReadOnlySpan<ParameterRange> updated = optimizer.UpdatesReached ? gradient.Reached : [gradient.All];
        using ParameterEdit edit = model.EditParameters();
        Keep(edit.Values, updated);
        if (optimizer.UpdatesReached)
        {
            optimizer.UpdateReached(edit.Values, gradient.Values, updated);
        }
        else
        {
            optimizer.Update(edit.Values, gradient.Values);
        }

        if (!NonFinite.IsAbsentFrom(edit.Values, updated))
        {
            string? tensor = NonFinite.FirstTensor(model.ParameterTable, edit.Values);
            Restore(edit.Values, updated);
            throw Diverged(epoch, batch, loss, tensor, $"the loss is {Text(loss)} and the step takes '{tensor}' beyond the range of a float");
        }
    }

    /// <summary>Keeps what a step is about to change, one range behind the other.</summary>
    private void Keep(ReadOnlySpan<float> parameters, ReadOnlySpan<ParameterRange> ranges)
    {
        int length = 0;
        foreach (ParameterRange range in ranges)
        {
            length += range.Length;
        }

        if (previousParameters.Length < length)
        {
            previousParameters = new float[length];
        }

        int kept = 0;
        foreach (ParameterRange range in ranges)
        {
            range.Of(parameters).CopyTo(previousParameters.AsSpan(kept));
            kept += range.Length;
        }
    }

    private void Restore(Span<float> parameters, ReadOnlySpan<ParameterRange> ranges)
    {
        int restored = 0;
        foreach (ParameterRange range in ranges)
        {
            previousParameters.AsSpan(restored, range.Length).CopyTo(range.Of(parameters));
            restored += range.Length;
        }
    }

    private float Validate(SampleSet<TIn, TTarget> samples, int epoch)
    {
        BatchedLoss measured = BatchedLoss.Of(model, samples.Spans, options.BatchSize, options.CancellationToken);
        if (!float.IsFinite(measured.Mean))
        {
            throw new TrainingDivergedException(
                Invariant($"After epoch {epoch} of {model.ModelName} the loss of validation batch {measured.Batches} (samples {measured.FirstOfLast} to ")
                + Invariant($"{measured.Samples - 1}) is {Text(measured.Mean)}, while the training loss was finite. Check the validation samples ")
                + "for values far outside the range trained on.",
                epoch, measured.Batches, measured.Mean, parameterName: null, duringValidation: true);
        }

        return measured.Mean;
    }

    private void Report(int epoch, int batch, float loss, float? validationLoss, MetricValue[] metrics, bool epochCompleted)
    {
        if (options.Progress is null)
        {
            return;
        }

        TimeSpan elapsed = clock.GetElapsedTime(begin);
        double done = ((epoch - 1) * (double)batches) + batch;
        double all = options.Epochs * (double)batches;
        FitProgress progress = new(
            epoch, options.Epochs, batch, batches, loss, validationLoss, epochCompleted, elapsed, elapsed * ((all - done) / done)) { Metrics = metrics };
        options.Progress.Report(progress);
    }

    private TrainingDivergedException Diverged(int epoch, int batch, float loss, string? tensor, string problem)
    {
        string advice = $"Lower the learning rate (it is {Text((float)optimizer.LearningRate)})"
            + (options.ClipNorm is null && options.ClipValue is null ? ", clip gradients with ClipNorm," : "")
            + " or scale the samples to values around 1.";
        return new TrainingDivergedException(
            Invariant($"Training of {model.ModelName} diverged in epoch {epoch}, batch {batch} of {batches}: {problem}. ")
            + $"The model keeps the parameters from before this batch. {advice}",
            epoch, batch, loss, tensor, duringValidation: false);
    }

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);
}
