using System.Globalization;

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
    /// <param name="options">How to train.</param>
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
        IRnnModel<TIn, TTarget> model, ReadOnlyMemory<TIn> inputs, ReadOnlyMemory<TTarget> targets, FitOptions options)
        where TIn : unmanaged
        where TTarget : unmanaged =>
        Fit(model, inputs, targets, options, TimeProvider.System);

    /// <summary>As the public method, with the clock given.</summary>
    internal static FitHistory Fit<TIn, TTarget>(
        IRnnModel<TIn, TTarget> model,
        ReadOnlyMemory<TIn> inputs,
        ReadOnlyMemory<TTarget> targets,
        FitOptions options,
        TimeProvider clock)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(nameof(options));
        options.Optimizer?.RequireState(model.Parameters.Length, nameof(options));
        var training = SampleSet<TIn, TTarget>.Create(model, inputs, targets, "training", nameof(inputs), nameof(targets));
        SampleValues.Require(model, training, "training", nameof(inputs), nameof(targets));
        SampleSet<TIn, TTarget>? validation = null;
        if (options.Validation is ValidationData<TIn, TTarget> data)
        {
            var given = SampleSet<TIn, TTarget>.Create(model, data.Inputs, data.Targets, "validation", nameof(options), nameof(options));
            SampleValues.Require(model, given, "validation", nameof(options), nameof(options));
            validation = given;
        }
        else if (options.Validation is not null)
        {
            throw new ArgumentException(
                $"The Validation samples have other types than those of {model.ModelName}: create them by "
                + $"ValidationData.Create<{typeof(TIn).Name}, {typeof(TTarget).Name}>.",
                nameof(options));
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

            validation = training.Slice(split, training.Count - split);
            training = training.Slice(0, split);
        }

        SampleValues.RequireCounted(model, training, "training", nameof(targets));
        if (validation is { } samples)
        {
            SampleValues.RequireCounted(model, samples, "validation", options.Validation is null ? nameof(targets) : nameof(options));
        }

        return new TrainingRun<TIn, TTarget>(model, training, validation, options, clock).Run();
    }
}
