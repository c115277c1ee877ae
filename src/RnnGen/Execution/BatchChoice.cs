namespace RnnGen.Runtime;

/// <summary>Which code the samples of a batch go through.</summary>
internal static class BatchChoice
{
    /// <summary>
    /// So many samples at most go through the code for single sequences; more fill enough lanes for the code whose lanes are samples. A vector of samples costs,
    /// forward and backward, as much as several sequences, measured over LSTM, GRU and simple layers. With AVX-512, where sequences go two by two: 12 to 16 of
    /// 32 to 256 units, which fill their lanes, 5 to 8 of 20 units and 3 to 6 of 8. With AVX2, one by one: 5.3 to 5.8, 3.7 to 4.5 and 2.8 to 3.1.
    /// </summary>
    /// <param name="sequence">The code for single sequences.</param>
    public static int FewSamples(NetworkLayout sequence)
    {
        int percent = VectorChoice.UseVector512 ? 75 : 66;
        return Math.Max(2, VectorChoice.VectorSamples * percent * sequence.LanesUsed / 10_000);
    }

    /// <summary>How many samples of a batch, from the first on, go through the code whose lanes are samples: whole vectors of them, and one that is filled well enough.</summary>
    /// <param name="batch">Samples of the batch.</param>
    /// <param name="sequence">The code for the rest of them.</param>
    public static int Blocked(int batch, NetworkLayout sequence)
    {
        int rest = batch % VectorChoice.VectorSamples;
        return rest <= FewSamples(sequence) ? batch - rest : batch;
    }
}
