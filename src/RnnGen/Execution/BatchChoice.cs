namespace RnnGen.Execution;

/// <summary>Which code the samples of a batch go through.</summary>
internal static class BatchChoice
{
    /// <summary>So many samples at most go through the code for single sequences; more fill enough lanes for the code whose lanes are samples.</summary>
    public static int FewSamples => LaneChoice.VectorSamples / 2;

    /// <summary>How many samples of a batch, from the first on, go through the code whose lanes are samples: whole vectors of them, and one that is filled well enough.</summary>
    /// <param name="batch">Samples of the batch.</param>
    public static int Blocked(int batch)
    {
        int rest = batch % LaneChoice.VectorSamples;
        return rest <= FewSamples ? batch - rest : batch;
    }
}
