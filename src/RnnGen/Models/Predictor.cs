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
        float[] outputs = new float[RoomFor(model, inputs.Length)];
        model.Predict(inputs, outputs); // tells inputs of part of a sample, or of none
        return outputs;
    }

    /// <summary>Computes the outputs of sequences of different lengths.</summary>
    /// <typeparam name="TIn">Type of the model's input values.</typeparam>
    /// <typeparam name="TTarget">Type of the model's target values.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="inputs">Inputs of a whole number of samples, one sample after the other, each padded at its end.</param>
    /// <param name="lengths">Steps of each sample, from 1 to the sequence length.</param>
    /// <returns>A new array with the outputs of each sample, <c>[batch, OutputLength, OutputSize]</c>; those of a sequence stand first, with zeros behind.</returns>
    /// <exception cref="ArgumentException">A span's length, or that of a sequence, does not fit.</exception>
    public static float[] Predict<TIn, TTarget>(IVariableLengthModel<TIn, TTarget> model, ReadOnlySpan<TIn> inputs, ReadOnlySpan<int> lengths)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        float[] outputs = new float[RoomFor(model, inputs.Length)];
        model.Predict(inputs, lengths, outputs);
        return outputs;
    }

    private static int RoomFor<TIn, TTarget>(IRnnModel<TIn, TTarget> model, int inputs)
        where TIn : unmanaged
        where TTarget : unmanaged
    {
        long values = (long)(inputs / model.InputsPerSample) * model.OutputsPerSample;
        return values <= Array.MaxLength
            ? (int)values
            : throw new ArgumentException(Invariant($"The outputs are {values} values, more than an array holds. Predict fewer samples at a time."), nameof(inputs));
    }
}
