namespace RnnGen.Execution;

/// <summary>Which code a batch goes through.</summary>
internal static class BatchChoice
{
    /// <summary>
    /// Batches up to this size go sample by sample through the code for one sequence; larger ones fill enough lanes for the code
    /// whose lanes are samples. A block of 32 samples costs as much as 4.8 to 19 single sequences, measured over LSTM, GRU and simple layers of
    /// 16 to 256 units, there and back, at 256 and 512 bit: up to four are faster one by one in every case.
    /// </summary>
    public const int FewSamples = 4;
}
