namespace RnnGen.Runtime;

/// <summary>The inputs of a block.</summary>
internal static class BlockInputs
{
    /// <summary>Moves inputs into lanes, flushed: they are the first that products read.</summary>
    public static void Pack<TVector>(NetworkLayout layout, ReadOnlySpan<float> inputs, int first, int samples, ref float w)
        where TVector : struct, IVector<TVector>
    {
        int perSample = layout.InputsPerSample;
        ref float rows = ref Rows.At<TVector>(ref w, layout.Inputs);
        LanePacking.Pack<TVector>(inputs[(first * perSample)..], perSample, samples, perSample, ref rows);
        Rows.Flush<TVector>(ref rows, perSample);
    }
}
