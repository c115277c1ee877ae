namespace RnnGen.Benchmarks.Contenders;

/// <summary>What is computed of a layer.</summary>
internal enum Pass
{
    /// <summary>All steps forward.</summary>
    Inference,

    /// <summary>All steps forward and backward, with the gradients of weights and inputs.</summary>
    Training,

    /// <summary>Forward, one call for each step, which gets the state that the call before it returned.</summary>
    Streaming,
}
