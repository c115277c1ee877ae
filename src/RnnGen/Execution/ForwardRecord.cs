namespace RnnGen.Runtime;

/// <summary>Which forward pass lies in a workspace: the backward pass through it needs the parameters it was made with.</summary>
internal struct ForwardRecord
{
    private ParameterBuffer? parameters;
    private int version;
    private int batch;
    private int[]? lengths;

    /// <summary>A forward pass has run; its values are in the workspace.</summary>
    public void Keep(ParameterBuffer usedParameters, int samples)
    {
        parameters = usedParameters;
        version = usedParameters.Version;
        batch = samples;
        Lengths = default;
    }

    /// <summary>Its samples have lengths of their own.</summary>
    public void KeepLengths(ReadOnlySpan<int> ofSamples)
    {
        if (lengths is null || lengths.Length < ofSamples.Length)
        {
            lengths = new int[ofSamples.Length];
        }

        ofSamples.CopyTo(lengths);
        Lengths = lengths.AsMemory(0, ofSamples.Length);
    }

    /// <summary>Steps of each of its samples; empty where all have all.</summary>
    public ReadOnlyMemory<int> Lengths { readonly get; private set; }

    /// <summary>The values are about to be overwritten.</summary>
    public void Forget()
    {
        parameters = null;
        batch = 0;
    }

    /// <summary>Samples of the forward pass, which has to be one with these parameters as they are now.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it was one with other parameters.</exception>
    public readonly int Require(ParameterBuffer usedParameters) =>
        parameters == usedParameters && version == usedParameters.Version ? batch : throw Missing(usedParameters);

    private readonly InvalidOperationException Missing(ParameterBuffer usedParameters) => new(
        parameters is null
            ? "The workspace holds no forward pass: call Forward with it first, and no other call but Backward between. A Forward that failed leaves none."
            : parameters != usedParameters
                ? "The forward pass in the workspace is another model's: call Forward and Backward of the same model, or give each model a workspace of its own."
                : "The parameters have been changed since the Forward whose values the workspace holds, by an edit, by loading or by training: call Forward again before Backward.");
}
