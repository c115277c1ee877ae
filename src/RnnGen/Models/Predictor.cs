namespace RnnGen;

/// <summary>Predictions in an array of their own.</summary>
public static class Predictor
{
    /// <summary>Computes the outputs of one sequence or many.</summary>
    /// <typeparam name="TIn">Type of the model's input values.</typeparam>
    /// <typeparam name="TTarget">Type of the model's target values.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="inputs">Inputs of a whole number of samples, one sample after the other.</param>
    /// <returns>A new array with the outputs of each sample, <c>[batch, OutputLength, OutputSize]</c>.</returns>
    /// <exception cref="ArgumentException">The inputs are not those of a whole number of samples, or their outputs are more than an array holds.</exception>
    public static float[] Predict<TIn, TTarget>(IRnnModel<TIn, TTarget> model, ReadOnlySpan<TIn> inputs)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        long values = (long)(inputs.Length / model.InputsPerSample) * model.OutputsPerSample;
        if (values > Array.MaxLength)
        {
            throw new ArgumentException(Invariant($"The outputs are {values} values, more than an array holds. Predict fewer samples at a time."), nameof(inputs));
        }

        float[] outputs = new float[values];
        model.Predict(inputs, outputs); // tells inputs of part of a sample, or of none
        return outputs;
    }
}
