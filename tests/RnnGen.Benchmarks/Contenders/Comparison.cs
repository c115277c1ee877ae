using RnnGen.Benchmarks.Measurement;

namespace RnnGen.Benchmarks.Contenders;

/// <summary>Figures of one work.</summary>
/// <param name="Work">The work.</param>
/// <param name="Ours">Time of our code.</param>
/// <param name="OursOnOneThread">Time of our code on one thread; null where the run is on one thread anyway.</param>
/// <param name="Peers">Figures of every peer, in the order of the catalog.</param>
internal sealed record Comparison(Work Work, Timing Ours, Timing? OursOnOneThread, IReadOnlyList<PeerFigures> Peers)
{
    /// <summary>Billions of floating-point operations a second, at our best.</summary>
    public double OurRate => Work.Operations / Ours.Minimum;

    /// <summary>Time on one thread divided by the time on as many as were asked for.</summary>
    public double? SpeedUp => OursOnOneThread?.Minimum / Ours.Minimum;

    /// <summary>A peer's time divided by ours, both minima; null where the peer did not run, or is none.</summary>
    public double? Ratio(string peer) => Peers.FirstOrDefault(figures => figures.Peer == peer)?.Time?.Minimum / Ours.Minimum;

    /// <summary>For JSON.</summary>
    public object Figures(double peak) => new
    {
        Work,
        Work.Operations,
        Ours = new { Nanoseconds = Ours, NanosecondsOnOneThread = OursOnOneThread, SpeedUp, GigaflopsPerSecond = OurRate, ShareOfPeak = OurRate / peak },
        Peers = Peers.Select(peer => new { peer.Peer, peer.Remark, peer.Difference, Nanoseconds = peer.Time, Ratio = Ratio(peer.Peer) }),
        Targets = Target.Of(Work).Select(target => new { target.Subject, target.Value, Figure = target.Figure(this, peak), ShareOfPeakNeeded = target.ShareNeeded(this, peak) }),
    };
}

/// <summary>What a peer did on one work.</summary>
/// <param name="Peer">Its name.</param>
/// <param name="Time">Its time; null where it did not run.</param>
/// <param name="Remark">Which implementation ran, or why none did.</param>
/// <param name="Difference">How far its results are from ours; see <see cref="LayerResult.DifferenceFrom"/>.</param>
internal sealed record PeerFigures(string Peer, Timing? Time, string Remark, double? Difference);
