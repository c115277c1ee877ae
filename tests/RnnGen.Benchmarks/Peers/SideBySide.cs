namespace RnnGen.Benchmarks.Peers;

/// <summary>Runs every work: results first, then rounds in which all contenders take turns, so that all see the same weather.</summary>
internal sealed class SideBySide(PeerOptions options, PeerCatalog catalog, TextWriter progress)
{
    /// <summary>Largest difference of results, relative to the tensor's largest element, that single precision explains: sums over thousands of terms in another order.</summary>
    private const double Tolerance = 1e-4;

    private const int MinimumRepetitions = 3;

    /// <summary>Best rate of multiply-adds seen in the run, with as many threads as our library uses.</summary>
    public double Peak { get; private set; }

    /// <summary>Whether a peer and we disagreed on results.</summary>
    public bool Disagreed { get; private set; }

    /// <summary>What each installed peer needs for a network of one unit and one step, in nanoseconds: the cost of a call.</summary>
    public IReadOnlyList<(string Peer, double Nanoseconds)> CallCosts { get; private set; } = [];

    public IReadOnlyList<Comparison> Run()
    {
        CallCosts = [.. catalog.Peers.Where(static peer => peer.Process is not null).Select(static peer => (peer.Name, CallCost(peer.Process!)))];
        int ourThreads = OurModels.UseThreads(options.Threads);
        var comparisons = new List<Comparison>();
        foreach (OurLayer ours in OurModels.All.Where(layer => options.Includes(layer.Work)))
        {
            Peak = Math.Max(Peak, FmaPeak.Measure(ourThreads));
            Comparison comparison = Compare(ours);
            comparisons.Add(comparison);
            progress.WriteLine($"{ours.Work.Name}: {comparison.Ours.Minimum / 1000:F1} µs; " + string.Join(", ", comparison.Peers.Select(static peer =>
                $"{peer.Peer} {(peer.Time is { } time ? $"{time.Minimum / 1000:F1} µs, difference {peer.Difference:E1}" : peer.Remark)}")));
        }

        return comparisons;
    }

    private static double CallCost(PeerProcess peer)
    {
        const int Repetitions = 1000;
        peer.Prepare(new WorkData(new Work(Cell.Rnn, Inputs: 1, Hidden: 1, Steps: 1, Batch: 1, Training: false)));
        peer.Run(Repetitions);
        return peer.Run(Repetitions).Minimum;
    }

    private Comparison Compare(OurLayer ours)
    {
        var data = new WorkData(ours.Work);
        LayerResult expected = ours.Prepare(data).Result!;
        PeerFigures[] peers = [.. catalog.Peers.Select(peer => Check(peer.Name, peer.Process, data, expected))];
        var contenders = new List<IContender> { ours };
        contenders.AddRange(catalog.Peers.Where((_, index) => peers[index].Difference <= Tolerance).Select(static peer => peer.Process!));

        int[] repetitions = [.. contenders.Select(Repetitions)];
        var rounds = contenders.ConvertAll(static _ => new List<Timing>());
        for (int round = 0; round < options.Rounds; round++)
        {
            for (int index = 0; index < contenders.Count; index++)
            {
                rounds[index].Add(contenders[index].Run(repetitions[index]));
            }
        }

        Timing TimeOf(string name) => Timing.Of(rounds[contenders.FindIndex(contender => contender.Name == name)]);
        return new Comparison(
            ours.Work, TimeOf(ours.Name), [.. peers.Select(peer => peer.Difference <= Tolerance ? peer with { Time = TimeOf(peer.Peer) } : peer)]);
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

    /// <summary>How often a contender computes its work in a turn. Finding out warms it up.</summary>
    private int Repetitions(IContender contender)
    {
        double turn = options.Turn.TotalNanoseconds;
        int repetitions = MinimumRepetitions;
        while (true)
        {
            double time = contender.Run(repetitions).Median;
            int fitting = Math.Max(MinimumRepetitions, (int)(turn / time));
            if (fitting <= 2 * repetitions)
            {
                return fitting;
            }

            repetitions = Math.Min(fitting, repetitions * 8);
        }
    }
}
