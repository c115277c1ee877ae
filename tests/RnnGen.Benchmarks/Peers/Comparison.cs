namespace RnnGen.Benchmarks.Peers;

/// <summary>Figures of one work.</summary>
/// <param name="Work">The work.</param>
/// <param name="Ours">Time of our code.</param>
/// <param name="Peers">Figures of every peer, in the order of the catalog.</param>
internal sealed record Comparison(Work Work, Timing Ours, IReadOnlyList<PeerFigures> Peers)
{
    /// <summary>Billions of floating-point operations a second, at our best.</summary>
    public double OurRate => Work.Operations / Ours.Minimum;
}

/// <summary>What a peer did on one work.</summary>
/// <param name="Peer">Its name.</param>
/// <param name="Time">Its time; null where it did not run.</param>
/// <param name="Remark">Which implementation ran, or why none did.</param>
/// <param name="Difference">How far its results are from ours; see <see cref="LayerResult.DifferenceFrom"/>.</param>
internal sealed record PeerFigures(string Peer, Timing? Time, string Remark, double? Difference);
