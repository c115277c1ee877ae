using RnnGen.Benchmarks.Measurement;

namespace RnnGen.Benchmarks.Contenders;

/// <summary>Whoever takes part: our emitted code, or a peer in a process of its own. What it repeats is the work that it prepared last.</summary>
internal interface IContender : ITimed
{
    string Name { get; }

    /// <summary>Prepares a work and computes it once.</summary>
    Preparation Prepare(WorkData data);
}

/// <summary>How preparing a work went.</summary>
/// <param name="Result">What was computed; null if it could not be.</param>
/// <param name="Remark">Which implementation computes it, or why none does.</param>
internal sealed record Preparation(LayerResult? Result, string Remark);
