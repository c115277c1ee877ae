using RnnGen.Runtime;

namespace RnnGen;

/// <summary>Measures models on samples in memory.</summary>
public static class Evaluator
{
    /// <summary>Mean loss over samples, computed batch after batch, so that memory does not grow with their number.</summary>
    /// <typeparam name="TIn">Type of the model's input values.</typeparam>
    /// <typeparam name="TTarget">Type of the model's target values.</typeparam>
    /// <param name="model">The model, which stays as it is.</param>
    /// <param name="inputs">Inputs of a whole number of samples, one sample after the other.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <param name="options">Batch size and cancellation; null for <see cref="EvaluateOptions"/> as they are.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="ArgumentException">
    /// The samples or the options do not make sense: a length, a target that the loss does not take, an input that is not finite unless it reaches no target
    /// that counts, or no target counts.
    /// </exception>
    /// <exception cref="OperationCanceledException"><see cref="EvaluateOptions.CancellationToken"/> was cancelled.</exception>
    /// <exception cref="InvalidOperationException">An edit of the parameters is open.</exception>
    public static EvaluationResult Evaluate<TIn, TTarget>(
        IRnnModel<TIn, TTarget> model, ReadOnlySpan<TIn> inputs, ReadOnlySpan<TTarget> targets, EvaluateOptions? options = null)
        where TIn : unmanaged
        where TTarget : unmanaged => Evaluate(model, inputs, [], targets, options);

    /// <summary>Mean loss over sequences of different lengths.</summary>
    /// <inheritdoc cref="Evaluate{TIn, TTarget}(IRnnModel{TIn, TTarget}, ReadOnlySpan{TIn}, ReadOnlySpan{TTarget}, EvaluateOptions?)"/>
    /// <param name="model">The model, which stays as it is.</param>
    /// <param name="inputs">Inputs of a whole number of samples, one sample after the other, each padded at its end.</param>
    /// <param name="lengths">Steps of each sample; empty where all have all.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <param name="options">Batch size and cancellation; null for <see cref="EvaluateOptions"/> as they are.</param>
    public static EvaluationResult Evaluate<TIn, TTarget>(
        IRnnModel<TIn, TTarget> model, ReadOnlySpan<TIn> inputs, ReadOnlySpan<int> lengths, ReadOnlySpan<TTarget> targets, EvaluateOptions? options = null)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new EvaluateOptions();
        if (options.BatchSize < 1)
        {
            throw new ArgumentException(Invariant($"BatchSize has to be at least 1, but is {options.BatchSize}."), nameof(options));
        }

        int samples = SampleCount.Of(model, inputs.Length, targets.Length, SampleValues.Evaluation, nameof(inputs), nameof(targets));
        if (!lengths.IsEmpty)
        {
            NetworkLayout layout = PaddedSamples.Require(model, lengths, samples);
            inputs = PaddedSamples.Inputs(layout, inputs, lengths);
            targets = PaddedSamples.Targets(layout, targets, lengths);
        }

        SampleValues.Require(model, inputs, targets, SampleValues.Evaluation, nameof(inputs), nameof(targets));
        SampleValues.RequireCounted(model, targets, SampleValues.Evaluation, nameof(targets));
        BatchedMetrics.Require(model, options.Metrics, nameof(options));
        var all = new SampleSpans<TIn, TTarget>(inputs, lengths, targets);
        BatchedLoss measured = BatchedLoss.Of(model, all, options.BatchSize, options.CancellationToken);
        MetricValue[] metrics = BatchedMetrics.Of(model, options.Metrics, all, options.BatchSize, options.CancellationToken);
        return new EvaluationResult(measured.Mean, samples, all.CountTargets(model), metrics);
    }
}
