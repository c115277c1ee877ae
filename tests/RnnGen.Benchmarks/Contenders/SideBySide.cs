using RnnGen.Benchmarks.Measurement;

namespace RnnGen.Benchmarks.Contenders;

/// <summary>Runs works: results first, then rounds in which all contenders take turns. A work that several tables show is run once.</summary>
/// <param name="threads">Threads that each contender may use.</param>
/// <param name="rounds">How to measure time.</param>
/// <param name="catalog">The peers.</param>
/// <param name="progress">Gets a line for each work.</param>
internal sealed class SideBySide(int threads, Rounds rounds, PeerCatalog catalog, TextWriter progress)
{
    /// <summary>Largest difference of results, relative to the tensor's largest element, that single precision explains: sums over thousands of terms in another order.</summary>
    private const double Tolerance = 1e-4;

    private readonly Dictionary<Work, Comparison> comparisons = [];

    /// <summary>Best rate of multiply-adds seen in the run, with as many threads as each contender may use, in GFLOP/s.</summary>
    public double Peak { get; private set; } = FmaPeak.Measure(threads);

    /// <summary>Whether a peer and we disagreed on results.</summary>
    public bool Disagreed { get; private set; }

    /// <summary>What was compared so far.</summary>
    public IReadOnlyCollection<Comparison> Comparisons => comparisons.Values;

    /// <summary>Every work that there is a name for, compared once.</summary>
    public Comparison Compare(Work work)
    {
        if (!comparisons.TryGetValue(work, out Comparison? comparison))
        {
            Peak = Math.Max(Peak, FmaPeak.Measure(threads));
            comparison = Measure(work);
            comparisons.Add(work, comparison);
            progress.WriteLine($"{work.Name}: {comparison.Ours.Minimum / 1000:F1} µs; " + string.Join(", ", comparison.Peers.Select(static peer =>
                $"{peer.Peer} {(peer.Time is { } time ? $"{time.Minimum / 1000:F1} µs, difference {peer.Difference:E1}" : peer.Remark)}")));
        }

        return comparison;
    }

    /// <summary>What each installed peer that can needs for a network of one unit and one step, in nanoseconds: the cost of a call.</summary>
    public IReadOnlyList<(string Peer, double Nanoseconds)> CallCosts() =>
    [
        .. catalog.Peers.Select(static peer => (peer.Name, Cost: peer.Process is null ? null : CallCost(peer.Process)))
            .Where(static peer => peer.Cost is not null).Select(static peer => (peer.Name, peer.Cost!.Value)),
    ];

    private static double? CallCost(PeerProcess peer)
    {
        const int Repetitions = 1000;
        if (peer.Prepare(new WorkData(new Work(Cell.Rnn, Inputs: 1, Hidden: 1, Steps: 1, Batch: 1, Pass.Inference))).Result is null)
        {
            return null;
        }

        peer.Run(Repetitions);
        return peer.Run(Repetitions).Minimum;
    }

    private Comparison Measure(Work work)
    {
        var ours = new OurLayer(work);
        var data = new WorkData(work);
        LayerResult expected = ours.Prepare(data).Result!;
        PeerFigures[] peers = [.. catalog.Peers.Select(peer => Check(peer.Name, peer.Process, data, expected))];

        List<ITimed> contenders = [new OnThreads(ours, threads)];
        contenders.AddRange(catalog.Peers.Where((_, index) => peers[index].Difference <= Tolerance).Select(static peer => peer.Process!));
        if (threads > 1)
        {
            contenders.Add(new OnThreads(ours, 1));
        }

        Timing[] times = rounds.Measure(contenders);
        int next = 1;
        return new Comparison(
            work,
            times[0],
            threads > 1 ? times[^1] : null,
            [.. peers.Select(peer => peer.Difference <= Tolerance ? peer with { Time = times[next++] } : peer)]);
    }

    private PeerFigures Check(string name, PeerProcess? peer, WorkData data, LayerResult expected)
    {
        if (peer is null)
        {
            return new PeerFigures(name, null, "missing", null);
        }

        Preparation preparation = peer.Prepare(data);
        if (preparation.Result is null)
        {
            return new PeerFigures(name, null, preparation.Remark, null);
        }

        (double difference, string tensor) = preparation.Result.DifferenceFrom(expected);
        bool agrees = difference <= Tolerance;
        Disagreed |= !agrees;
        return new PeerFigures(name, null, agrees ? preparation.Remark : $"disagrees by {difference:E1} in {tensor}", difference);
    }

    /// <summary>Our code, on a number of threads.</summary>
    private sealed class OnThreads(OurLayer ours, int count) : ITimed
    {
        public Timing Run(int repetitions)
        {
            Parallelism.MaxThreads = count;
            return ours.Run(repetitions);
        }
    }
}
