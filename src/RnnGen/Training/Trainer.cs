using System.Globalization;

using RnnGen.Runtime;

namespace RnnGen;

/// <summary>Trains models on samples in memory.</summary>
public static class Trainer
{
    /// <summary>
    /// Trains a model: for each epoch, for each batch, the mean loss and its gradient, clipped if asked for, and one step
    /// of the optimizer.
    /// </summary>
    /// <typeparam name="TIn">Type of the model's input values.</typeparam>
    /// <typeparam name="TTarget">Type of the model's target values.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="inputs">Inputs of a whole number of samples, one sample after the other.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <param name="options">How to train; null for <see cref="FitOptions"/> as they are.</param>
    /// <param name="validation">Samples to measure the loss on after each epoch, or null: <c>(inputs, targets)</c>.</param>
    /// <returns>The losses of each epoch.</returns>
    /// <exception cref="ArgumentException">
    /// The samples or the options do not make sense, which is found before the first step: a length, a target that the loss does not take, an input
    /// that is not finite, unless it reaches no target that counts. The model has not changed.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// <see cref="FitOptions.CancellationToken"/> was cancelled; the model is in the state after the last completed batch.
    /// </exception>
    /// <exception cref="TrainingDivergedException">
    /// A loss, gradient or parameter became infinite or NaN; the model keeps the parameters from before that batch.
    /// </exception>
    /// <remarks>
    /// Losses are means over the targets that count, however batches are cut; a batch of which none counts is no step of the optimizer.
    /// One model, seed and machine give bit-identical results. Apart from a few buffers for all of the training and a
    /// few objects for an epoch, nothing is allocated.
    /// </remarks>
    public static FitHistory Fit<TIn, TTarget>(
        IRnnModel<TIn, TTarget> model,
        ReadOnlyMemory<TIn> inputs,
        ReadOnlyMemory<TTarget> targets,
        FitOptions? options = null,
        ValidationData<TIn, TTarget>? validation = null)
        where TIn : unmanaged
        where TTarget : unmanaged =>
        Fit(model, inputs, default, targets, options, validation, TimeProvider.System);

    /// <summary>Trains a model on sequences of different lengths.</summary>
    /// <inheritdoc cref="Fit{TIn, TTarget}(IRnnModel{TIn, TTarget}, ReadOnlyMemory{TIn}, ReadOnlyMemory{TTarget}, FitOptions?, ValidationData{TIn, TTarget}?)"/>
    /// <param name="model">The model, one with <see cref="RnnModelAttribute.VariableLength"/>.</param>
    /// <param name="inputs">Inputs of a whole number of samples, one sample after the other, each padded at its end.</param>
    /// <param name="lengths">Steps of each sample; empty where all have all.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <param name="options">How to train; null for <see cref="FitOptions"/> as they are.</param>
    /// <param name="validation">Samples to measure the loss on after each epoch, or null: <c>(inputs, lengths, targets)</c>.</param>
    public static FitHistory Fit<TIn, TTarget>(
        IRnnModel<TIn, TTarget> model,
        ReadOnlyMemory<TIn> inputs,
        ReadOnlyMemory<int> lengths,
        ReadOnlyMemory<TTarget> targets,
        FitOptions? options = null,
        ValidationData<TIn, TTarget>? validation = null)
        where TIn : unmanaged
        where TTarget : unmanaged =>
        Fit(model, inputs, lengths, targets, options, validation, TimeProvider.System);

    /// <summary>As the public method, with the clock given.</summary>
    internal static FitHistory Fit<TIn, TTarget>(
        IRnnModel<TIn, TTarget> model,
        ReadOnlyMemory<TIn> inputs,
        ReadOnlyMemory<int> lengths,
        ReadOnlyMemory<TTarget> targets,
        FitOptions? options,
        ValidationData<TIn, TTarget>? validation,
        TimeProvider clock)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new FitOptions();
        options.Validate(nameof(options));
        if (validation is not null && options.ValidationSplit > 0)
        {
            throw new ArgumentException("Give validation samples or set ValidationSplit, not both.", nameof(validation));
        }

        options.Optimizer?.RequireState(model.Parameters.Length, nameof(options));
        var training = SampleSet<TIn, TTarget>.Create(model, inputs, lengths, targets, "training", nameof(inputs), nameof(targets));
        SampleValues.Require(model, training.Inputs.Span, training.Targets.Span, "training", nameof(inputs), nameof(targets));
        BatchedMetrics.Require(model, options.Metrics, nameof(options));
        LossWeights.Require(model, options, training.Count, nameof(options));
        if (options.CarryState && model is not ITrainedModel<TIn, TTarget> { Layout.StateSize: > 0 })
        {
            throw new ArgumentException($"CarryState needs a model whose states go in and out, but {model.ModelName} has none: declare it with Stateful = true.", nameof(options));
        }

        SampleSet<TIn, TTarget>? measured = null;
        if (validation is not null)
        {
            var given = SampleSet<TIn, TTarget>.Create(model, validation.Inputs, validation.Lengths, validation.Targets, "validation", nameof(validation), nameof(validation));
            SampleValues.Require(model, given.Inputs.Span, given.Targets.Span, "validation", nameof(validation), nameof(validation));
            measured = given;
        }
        else if (options.ValidationSplit > 0)
        {
            int split = (int)Math.Floor(training.Count * (1 - options.ValidationSplit));
            if (split == 0 || split == training.Count)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"A ValidationSplit of {options.ValidationSplit} leaves no samples for {(split == 0 ? "training" : "validation")}: there are only {training.Count}."),
                    nameof(options));
            }

            measured = training.Slice(split, training.Count - split);
            training = training.Slice(0, split);
        }

        SampleValues.RequireCounted(model, training.Targets.Span, "training", nameof(targets));
        if (measured is { } samples)
        {
            SampleValues.RequireCounted(model, samples.Targets.Span, "validation", validation is null ? nameof(targets) : nameof(validation));
        }

        return new TrainingRun<TIn, TTarget>(model, training, measured, options, clock).Run();
    }
}
