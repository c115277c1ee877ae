namespace RnnGen;

/// <summary>What a model came to on samples.</summary>
public sealed class EvaluationResult
{
    internal EvaluationResult(float loss, int samples, int countedTargets)
    {
        Loss = loss;
        Samples = samples;
        CountedTargets = countedTargets;
    }

    /// <summary>Mean loss over the targets that count, whatever the batches. Not finite where a batch's loss is not.</summary>
    public float Loss { get; }

    /// <summary>Number of samples.</summary>
    public int Samples { get; }

    /// <summary>Number of targets that the loss is the mean of: class ids of −1 do not count.</summary>
    public int CountedTargets { get; }

    /// <summary>The figures on one line: <c>loss 0.0123 (1000 samples)</c>.</summary>
    public override string ToString() => Invariant($"loss {Loss:G4} ({Samples} {(Samples == 1 ? "sample" : "samples")})");
}
