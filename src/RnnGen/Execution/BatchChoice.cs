namespace RnnGen.Execution;

/// <summary>Which code a batch goes through.</summary>
internal static class BatchChoice
{
    /// <summary>
    /// Batches up to this size go sample by sample through the code for one sequence; larger ones fill enough lanes for the code
    /// whose lanes are samples.
    /// </summary>
    public const int FewSamples = 4;
}
