using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Forecasting;

/// <summary>What the command line says.</summary>
/// <param name="Quick">Whether to train for a few seconds only.</param>
/// <param name="Seed">Determines where parameters start and the order of samples.</param>
internal sealed record SampleOptions(bool Quick, int Seed)
{
    private const int DefaultSeed = 6;
    private const int SeedCount = 5;

    /// <summary>How to call the program.</summary>
    public const string Usage =
        """
        Usage: Forecasting [--quick] [--seed N]
          --quick   train for a few seconds only, from one seed; the figures are then those of a short run
          --seed N  whole number from 0 to 1000000 that determines where parameters start and the order of samples;
                    the four numbers after it serve to show how much the figures scatter; default 6
        """;

    /// <summary>The seeds to train each network from; the first is the one whose results are shown.</summary>
    public IEnumerable<int> Seeds => Enumerable.Range(Seed, Quick ? 1 : SeedCount);

    /// <summary>Heading of a column of figures that scatter over <see cref="Seeds"/>.</summary>
    public string SeedsHeading => Quick ? "seeds" : $"seeds {Seed}-{Seed + SeedCount - 1}";

    /// <summary>Reads the arguments.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="options">What it says, if it can be read.</param>
    /// <param name="problem">Why it cannot, if so.</param>
    public static bool TryParse(
        ReadOnlySpan<string> arguments,
        [NotNullWhen(true)] out SampleOptions? options,
        [NotNullWhen(false)] out string? problem)
    {
        options = null;
        problem = null;
        bool quick = false;
        int seed = DefaultSeed;
        for (int i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--quick":
                    quick = true;
                    break;
                case "--seed" when i + 1 < arguments.Length
                    && int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out seed)
                    && seed <= 1_000_000:
                    i++;
                    break;
                case "--seed":
                    problem = "--seed needs a whole number from 0 to 1000000.";
                    return false;
                default:
                    problem = $"Unknown option '{arguments[i]}'.";
                    return false;
            }
        }

        options = new SampleOptions(quick, seed);
        return true;
    }
}
