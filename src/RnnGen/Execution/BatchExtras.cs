namespace RnnGen.Runtime;

/// <summary>What a batch of training may bring besides inputs and targets, pinned for the call.</summary>
/// <param name="states">The states with which it goes on, and where those after it go.</param>
/// <param name="weights">What its targets weigh.</param>
internal readonly struct BatchExtras(BatchStates states, TargetWeights weights)
{
    public BatchStates States { get; } = states;

    public TargetWeights Weights { get; } = weights;
}

/// <summary>What targets weigh in a mean: by their class, by their sample or step, or by both, whose weights are multiplied. None is given where all weigh the same.</summary>
/// <param name="classes">One for each class; null where classes weigh the same.</param>
/// <param name="steps">One for each sample, or for each of its output steps; null where these weigh the same.</param>
/// <param name="perSample">How many there are for a sample.</param>
internal readonly unsafe struct TargetWeights(float* classes, float* steps, int perSample)
{
    public bool AreGiven => classes != null || steps != null;

    /// <summary>The weight of a target.</summary>
    /// <param name="sample">Its sample.</param>
    /// <param name="step">Its output step.</param>
    /// <param name="id">Its class; any where targets are numbers.</param>
    public float Of(int sample, int step, int id) =>
        (classes == null ? 1 : classes[id]) * (steps == null ? 1 : steps[(sample * perSample) + (perSample > 1 ? step : 0)]);

    /// <summary>What a loss adds to the sum: itself, as long as the sum is divided at the end, or its part of the mean.</summary>
    public double Of(float loss, float weight) => AreGiven ? (double)weight * loss : loss;
}
