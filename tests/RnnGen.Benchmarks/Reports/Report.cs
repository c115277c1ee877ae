using System.Text.Json;
using System.Text.Json.Serialization;
using RnnGen.Benchmarks.Measurement;
using RnnGen.Benchmarks.Contenders;

namespace RnnGen.Benchmarks.Reports;

/// <summary>A finished run, as Markdown and as JSON.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Sections">What was measured.</param>
/// <param name="Run">The works that were compared.</param>
/// <param name="Peers">Name and version of every peer; null for the version of one that is missing.</param>
/// <param name="CallCosts">Cost of a call of each peer that ran, in nanoseconds.</param>
/// <param name="LoadBefore">The machine's load when the run began.</param>
internal sealed record Report(
    PeerOptions Options,
    IReadOnlyList<ISection> Sections,
    SideBySide Run,
    IReadOnlyList<(string Name, string? Version)> Peers,
    IReadOnlyList<(string Peer, double Nanoseconds)> CallCosts,
    string LoadBefore)
{
    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, // the difference of results that are not numbers
    };

    /// <summary>Every section, and what it means.</summary>
    public string Markdown() => $"""
        # Side by side with peers

        Written by `{Command}`.

        {string.Join('\n', Sections.Select(static section => section.Markdown()))}
        ## Machine

        {MachineText}

        {Explanation}

        """;

    /// <summary>Every figure.</summary>
    public string Json()
    {
        var figures = new Dictionary<string, object>
        {
            ["Machine"] = new { Machine.Processor, Machine.Vectors, Machine.Runtime, Machine.System, Cores = Environment.ProcessorCount, LoadBefore, LoadAfter = Machine.Load },
            ["Threads"] = Options.Threads,
            ["FmaPeak"] = new { FmaPeak.VectorBits, GigaflopsPerSecond = Run.Peak },
            ["Peers"] = Peers.Select(static peer => new { peer.Name, peer.Version }),
            ["CallCosts"] = CallCosts.Select(static cost => new { cost.Peer, cost.Nanoseconds }),
        };
        foreach (ISection section in Sections)
        {
            figures.Add(section.Key, section.Figures());
        }

        return JsonSerializer.Serialize(figures, JsonOptions) + "\n";
    }

    private string Command => "dotnet run -c Release --project tests/RnnGen.Benchmarks -- peers --write" +
        (Options.Only.Length > 0 ? $" --only \"{Options.Only}\"" : "") + (Options.Threads > 1 ? $" --threads {Options.Threads}" : "") + (Options.Quick ? " --quick" : "");

    private string MachineText => $"""
        - {Machine.Processor}, cores for this run: {Environment.ProcessorCount}; {Machine.System}
        - {Machine.Runtime}, {Machine.Vectors}
        - FMA peak measured in this run with as many threads as each contender may use: {Run.Peak:F0} GFLOP/s with vectors of {FmaPeak.VectorBits} bits
        - {string.Join(", ", Peers.Select(static peer => peer.Version ?? $"{peer.Name}: missing"))}
        - Implementations: {Implementations}
        - Cost of a call, included above, measured with one unit and one step: {string.Join(", ", CallCosts.Select(static cost => $"{cost.Peer} {cost.Nanoseconds / 1000:F1} µs"))}
        - Load of the machine (processes that wanted a core in the last minute): {LoadBefore} before the run, {Machine.Load} after it
        """;

    private string Implementations => string.Join(", ", Run.Comparisons
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
        at every step, with its own gradients; inputs and outputs come and go as callers have them, `[batch, steps, features]`. Peers are not charged for the latter, and of them RTNeural alone computes a dense layer, for which it takes noticeable time; its operations do not count in GFLOP/s.

        **A streaming step** is one call: of our `Step`, which copies input and output; of a session or module for a series of one step, whose states are the results of the call before it; of `forward` of RTNeural's two layers, whose states stay in the first and whose output is copied to where the caller wants it.
        Every contender computes 32 steps from a zero state, and their outputs are compared.

        **Results are compared before anything is timed**: outputs and all gradients of each peer with ours, largest difference relative to the tensor's largest element.
        A peer whose results differ by more than 1e-4 is not timed, and the run fails.

        **GFLOP/s** count the layer's matrix products, 2 · steps · batch · (inputs + hidden) · hidden · gates forward and three times that for forward and backward, at the minimum of time.

        **Rounds.** Every contender is warm and stays in its own process. In each round one after the other computes its work for about the same time; the minimum is that of all repetitions,
        the median that of the rounds' medians. oneDNN and RTNeural are called from C++, the latter as layers of fixed size that are compiled into the caller (Eigen backend, `-O3 -march=native -ffast-math`); PyTorch from Python without `torch.jit`, ONNX Runtime through the native session of its Node.js package.
        """;
}
