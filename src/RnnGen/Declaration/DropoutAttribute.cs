namespace RnnGen;

/// <summary>
/// Dropout (Srivastava et al. 2014): while the network is trained, each value is zero with probability p, drawn anew for every sample, step and unit, and those that are left are divided
/// by 1 − p. Predictions, losses without gradients and streams drop nothing.
/// </summary>
/// <remarks>
/// It has no parameters. What is dropped follows from a seed: <c>Fit</c> draws one for each batch from <see cref="FitOptions.Seed"/>, and elsewhere <see cref="ModelWorkspace.DropoutSeed"/>
/// gives it. A seed drops the same values with any number of threads and any width of vectors. Recurrent layers have a dropout of their own, which drops the same units at every step:
/// <see cref="RecurrentLayerAttribute.Dropout"/>.
/// </remarks>
/// <example><code>
/// [RnnModel(20, 8)]
/// [Lstm(64)]
/// [Dropout(0.5)]
/// [Dense(1)]
/// public partial class Forecaster;
/// </code></example>
public sealed class DropoutAttribute : SequentialLayerAttribute
{
    /// <summary>Declares the layer.</summary>
    /// <param name="rate">The part of the values that is dropped, p, from 0 to 0.99.</param>
    public DropoutAttribute(double rate) => Rate = rate;

    /// <summary>The part of the values that is dropped.</summary>
    public double Rate { get; }
}
