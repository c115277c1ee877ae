using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Forecasting;

/// <summary>What the command line says.</summary>
/// <param name="Quick">Whether to train for a few seconds only.</param>
/// <param name="FirstSeed">The first of the seeds.</param>
/// <param name="SeedCount">From how many seeds each network is trained, at least 1.</param>
internal sealed record SampleOptions(bool Quick, int FirstSeed, int SeedCount)
{
    private const int DefaultSeedCount = 5;
    private const int MostSeeds = 100;
    private const int HighestSeed = 1_000_000;

    /// <summary>How to call the program.</summary>
    public const string Usage =
        """
        Usage: Forecasting [--quick] [--seeds N] [--seed N]
          --quick    train for a second or two, from one seed; the figures are then those of a short run
          --seeds N  train each network from so many seeds, 1 to 100; figures are their medians; default 5
          --seed N   the first of these seeds, 0 to 1000000; default 0. A seed determines where parameters
                     start and the order of samples
        """;

    /// <summary>The seeds to train each network from.</summary>
    public IEnumerable<int> Seeds => Enumerable.Range(FirstSeed, SeedCount);

    /// <summary>Headings of the columns that show figures: of one seed its own, of several their median and their range.</summary>
    /// <param name="figure">What the figures are.</param>
    public string[] Headings(string figure) => SeedCount == 1
        ? [$"{figure}, seed {FirstSeed}"]
        : [$"median {figure}", $"seeds {FirstSeed}-{FirstSeed + SeedCount - 1}"];

    /// <summary>What stands in those columns.</summary>
    /// <param name="figures">The figures; one, whatever the seeds, where nothing was trained.</param>
    /// <param name="format">How to write a number.</param>
    public string[] Cells(SeedFigures figures, string format)
    {
        string median = figures.Median.ToString(format, CultureInfo.InvariantCulture);
        return SeedCount == 1 ? [median] : [median, figures.Range(format)];
    }

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
        int firstSeed = 0;
        int? seedCount = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            string? value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--quick":
                    quick = true;
                    break;
                case "--seeds" when TryRead(value, lowest: 1, MostSeeds, out int count):
                    seedCount = count;
                    i++;
                    break;
                case "--seed" when TryRead(value, lowest: 0, HighestSeed, out firstSeed):
                    i++;
                    break;
                case "--seeds":
                    problem = $"--seeds needs a whole number from 1 to {MostSeeds}.";
                    return false;
                case "--seed":
                    problem = $"--seed needs a whole number from 0 to {HighestSeed}.";
                    return false;
                default:
                    problem = $"Unknown option '{arguments[i]}'.";
                    return false;
            }
        }

        options = new SampleOptions(quick, firstSeed, seedCount ?? (quick ? 1 : DefaultSeedCount));
        return true;
    }

    private static bool TryRead(string? text, int lowest, int highest, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= lowest && value <= highest;
}
