using System.Globalization;
using RnnGen.Benchmarks.Measurement;

namespace RnnGen.Benchmarks.Contenders;

/// <summary>What the command line asks for.</summary>
internal sealed record PeerOptions
{
    public const string Usage = """
          peers        our models and others' libraries side by side (tests/RnnGen.Benchmarks/peers/README.md)
            --threads N    threads that each may use; 1 by default
            --only TEXT    rows whose name has the text in it, such as "GRU", "64/128", "sweep of batch", "streaming",
                           "silence", "first call", "source", "unroll"
            --quick        fewer and shorter rounds, fewer rows
            --json FILE    every figure, for machines
            --write        RESULTS.md (RESULTS.threads-N.md for more than one thread)
        """;

    public int Threads { get; init; } = 1;

    public string Only { get; init; } = "";

    public bool Quick { get; init; }

    public string? Json { get; init; }

    public bool Write { get; init; }

    public Rounds Rounds => Quick ? new Rounds(3, TimeSpan.FromMilliseconds(10), Least: 1) : new Rounds(9, TimeSpan.FromMilliseconds(60), Least: 3);

    public bool Includes(string name) => name.Contains(Only, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads arguments; null if they are not understood.</summary>
    public static PeerOptions? Parse(ReadOnlySpan<string> arguments)
    {
        var options = new PeerOptions();
        while (!arguments.IsEmpty)
        {
            (PeerOptions? next, int taken) = arguments switch
            {
                ["--threads", var text, ..] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads > 0 =>
                    (options with { Threads = threads }, 2),
                ["--only", var text, ..] => (options with { Only = text }, 2),
                ["--json", var file, ..] => (options with { Json = file }, 2),
                ["--quick", ..] => (options with { Quick = true }, 1),
                ["--write", ..] => (options with { Write = true }, 1),
                _ => (null, 0),
            };
            if (next is null)
            {
                return null;
            }

            options = next;
            arguments = arguments[taken..];
        }

        return options;
    }
}
