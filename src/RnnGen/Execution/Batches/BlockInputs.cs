namespace RnnGen.Runtime;

/// <summary>The inputs of a block.</summary>
internal static class BlockInputs
{
    /// <summary>Moves inputs into lanes, flushed: they are the first that products read.</summary>
    public static void Pack<TLanes>(NetworkLayout layout, ReadOnlySpan<float> inputs, int first, int samples, ref float w)
        where TLanes : struct, ILanes<TLanes>
    {
        int perSample = layout.InputsPerSample;
        ref float rows = ref Rows.At<TLanes>(ref w, layout.Inputs);
        LanePacking.Pack<TLanes>(inputs[(first * perSample)..], perSample, samples, perSample, ref rows);
        Rows.Flush<TLanes>(ref rows, perSample);
    }
}
