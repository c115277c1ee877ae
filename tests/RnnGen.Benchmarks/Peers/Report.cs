using System.Text.Json;
using System.Text.Json.Serialization;

namespace RnnGen.Benchmarks.Peers;

/// <summary>A finished run, as Markdown and as JSON.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Comparisons">Figures of every work.</param>
/// <param name="Peers">Name and version of every peer; null for the version of one that is missing.</param>
/// <param name="CallCosts">Cost of a call of each peer that ran, in nanoseconds.</param>
/// <param name="Peak">Billions of multiply-adds' operations a second.</param>
/// <param name="LoadBefore">The machine's load when the run began.</param>
internal sealed record Report(
    PeerOptions Options,
    IReadOnlyList<Comparison> Comparisons,
    IReadOnlyList<(string Name, string? Version)> Peers,
    IReadOnlyList<(string Peer, double Nanoseconds)> CallCosts,
    double Peak,
    string LoadBefore)
{
    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, // the difference of results that are not numbers
    };

    private int OurThreads { get; } = OurModels.UseThreads(Options.Threads);

    /// <summary>Ratios, times, and what they mean.</summary>
    public string Markdown() => $"""
        # Side by side with peers

        Written by `{Command}`.

        ## Ratios

        A peer's time divided by ours, both minima: above 1, ours is faster. Works are inputs/hidden/steps/batch. {ThreadsText}

        {Ratios()}
        ## Times

        Microseconds: minimum and, in parentheses, median of rounds.

        {Times()}
        ## Machine

        {MachineText}

        {Explanation}

        """;

    /// <summary>Every figure.</summary>
    public string Json() => JsonSerializer.Serialize(
        new
        {
            Machine = new { Machine.Processor, Machine.Vectors, Machine.Runtime, Machine.System, Cores = Environment.ProcessorCount, LoadBefore, LoadAfter = Machine.Load },
            Threads = new { Peers = Options.Threads, Ours = OurThreads },
            FmaPeak = new { FmaPeak.VectorBits, GigaflopsPerSecond = Peak },
            Peers = Peers.Select(static peer => new { peer.Name, peer.Version }),
            CallCosts = CallCosts.Select(static cost => new { cost.Peer, cost.Nanoseconds }),
            Works = Comparisons.Select(comparison => new
            {
                comparison.Work,
                comparison.Work.Operations,
                Ours = new { Nanoseconds = comparison.Ours, GigaflopsPerSecond = comparison.OurRate, ShareOfPeak = comparison.OurRate / Peak },
                Peers = comparison.Peers.Select(peer => new { peer.Peer, peer.Remark, peer.Difference, Nanoseconds = peer.Time, Ratio = peer.Time?.Minimum / comparison.Ours.Minimum }),
            }),
        },
        JsonOptions) + "\n";

    private string Command => "dotnet run -c Release --project tests/RnnGen.Benchmarks -- peers --write" +
        (Options.Only.Length > 0 ? $" --only \"{Options.Only}\"" : "") + (Options.Threads > 1 ? $" --threads {Options.Threads}" : "") + (Options.Quick ? " --quick" : "");

    private string ThreadsText => Options.Threads == OurThreads
        ? Options.Threads == 1 ? "One thread each." : $"{Options.Threads} threads each."
        : $"Peers may use {Options.Threads} threads, our library uses {OurThreads}.";

    private MarkdownTable Ratios()
    {
        var table = new MarkdownTable(["work", .. Peers.Select(static peer => peer.Name), "ours, GFLOP/s", "share of FMA peak"]);
        foreach (Comparison comparison in Comparisons)
        {
            table.Add(
            [
                comparison.Work.Name,
                .. comparison.Peers.Select(peer => peer.Time is { } time ? $"{time.Minimum / comparison.Ours.Minimum:F2}" : peer.Remark),
                $"{comparison.OurRate:F1}",
                $"{comparison.OurRate / Peak:P0}",
            ]);
        }

        return table;
    }

    private MarkdownTable Times()
    {
        var table = new MarkdownTable(["work", "ours", .. Peers.Select(static peer => peer.Name), "largest difference of results"]);
        foreach (Comparison comparison in Comparisons)
        {
            double? difference = comparison.Peers.Max(static peer => peer.Difference);
            table.Add(
            [
                comparison.Work.Name,
                Microseconds(comparison.Ours),
                .. comparison.Peers.Select(static peer => peer.Time is { } time ? Microseconds(time) : peer.Remark),
                difference is null ? "" : $"{difference:E1}",
            ]);
        }

        return table;

        static string Microseconds(Timing time) => $"{time.Minimum / 1000:N1} ({time.Median / 1000:N1})";
    }

    private string MachineText => $"""
        - {Machine.Processor}, cores for this run: {Environment.ProcessorCount}; {Machine.System}
        - {Machine.Runtime}, {Machine.Vectors}
        - FMA peak measured in this run with as many threads as ours: {Peak:F0} GFLOP/s with vectors of {FmaPeak.VectorBits} bits
        - {string.Join(", ", Peers.Select(static peer => peer.Version ?? $"{peer.Name}: missing"))}
        - Implementations: {Implementations}
        - Cost of a call, included above, measured with one unit and one step: {string.Join(", ", CallCosts.Select(static cost => $"{cost.Peer} {cost.Nanoseconds / 1000:F1} µs"))}
        - Load of the machine (processes that wanted a core in the last minute): {LoadBefore} before the run, {Machine.Load} after it
        """;

    private string Implementations => string.Join(", ", Comparisons
        .SelectMany(static comparison => comparison.Peers)
        .Where(static peer => peer.Time is not null)
        .Select(static peer => $"{peer.Peer} `{peer.Remark}`")
        .Distinct());

    private const string Explanation = """
        ## What is compared

        **Peers** compute one recurrent layer over all steps, from a zero state, in memory they like best: series as `[steps, batch, features]`, weights already
        in the layout of their choice and not reordered again. *Forward + backward* is the forward pass that keeps what training needs, and from an upstream gradient for every step's output the
        gradients of weights, biases **and inputs**, none of which oneDNN can leave out. GRU is PyTorch's form (oneDNN's `lbr_gru`, ONNX's `linear_before_reset`), RNN is Elman's with tanh.

        **Ours** computes the same and more, through the public API (`Forward` and `Backward` with input gradients, or `Predict`): a model ends with an output layer, so a `[Dense(1)]` follows
        at every step, with its own gradients; inputs and outputs come and go as callers have them, `[batch, steps, features]`. Peers are not charged for either, and operations of the dense layer do not count in GFLOP/s.

        **Results are compared before anything is timed**: outputs and all gradients of each peer with ours, largest difference relative to the tensor's largest element.
        A peer whose results differ by more than 1e-4 is not timed, and the run fails.

        **GFLOP/s** count the layer's matrix products, 2 · steps · batch · (inputs + hidden) · hidden · gates forward and three times that for forward and backward, at the minimum of time.

        **Rounds.** Every contender is warm and stays in its own process. In each round one after the other computes its work for about the same time; the minimum is that of all repetitions,
        the median that of the rounds' medians. oneDNN is called from C++, PyTorch from Python without `torch.jit`, ONNX Runtime through the native session of its Node.js package.
        """;
}
