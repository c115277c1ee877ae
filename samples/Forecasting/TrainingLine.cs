using System.Globalization;
using RnnGen;

namespace Forecasting;

/// <summary>
/// One training in one line: redrawn on a terminal while it goes on, and left there with its figure at the end. Where output is
/// redirected only the end is written.
/// </summary>
/// <param name="seed">The seed it started from.</param>
internal sealed class TrainingLine(int seed) : IProgress<FitProgress>
{
    private const int BarWidth = 30;
    private static readonly TimeSpan redrawInterval = TimeSpan.FromMilliseconds(50);

    private readonly string start = $"  seed {seed,-3}";
    private readonly long begin = TimeProvider.System.GetTimestamp();
    private TimeSpan drawn = TimeSpan.MinValue;

    /// <summary>Redraws the line, unless that was just now.</summary>
    /// <param name="value">Where training stands.</param>
    public void Report(FitProgress value)
    {
        if (Terminal.CanRedraw && (value.Elapsed - redrawInterval >= drawn || value.EpochCompleted))
        {
            drawn = value.Elapsed;
            double done = (value.Epoch - 1 + ((double)value.Batch / value.Batches)) / value.Epochs;
            int filled = (int)(BarWidth * done);
            Terminal.Redraw(string.Create(
                CultureInfo.InvariantCulture,
                $"{start} [{new string('=', filled)}{new string('.', BarWidth - filled)}] epoch {value.Epoch}/{value.Epochs}  loss {value.Loss:0.00000}"));
        }
    }

    /// <summary>Ends the line.</summary>
    /// <param name="figure">What training came to.</param>
    public void End(string figure) => Terminal.EndRedraw(string.Create(
        CultureInfo.InvariantCulture,
        $"{start} {figure}  ({TimeProvider.System.GetElapsedTime(begin).TotalSeconds:0.0} s)"));
}
