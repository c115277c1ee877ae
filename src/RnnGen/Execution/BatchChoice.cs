namespace RnnGen.Execution;

/// <summary>Which code a batch goes through.</summary>
internal static class BatchChoice
{
    /// <summary>
    /// Batches up to this size go sample by sample through the code for one sequence; larger ones fill enough lanes for the code
    /// whose lanes are samples. One vector of samples costs as much as 5 to 16 single sequences there and back, measured over LSTM, GRU and simple layers
    /// of 16 to 256 units with AVX-512, and 3 to 8 with AVX2 (2.5 to 3.5 for 8 units): up to four are faster one by one in nearly every case.
    /// </summary>
    public const int FewSamples = 4;
}
