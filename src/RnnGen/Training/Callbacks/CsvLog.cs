using System.Globalization;

namespace RnnGen;

/// <summary>Writes a line of comma-separated figures for each epoch: what is measured, the learning rate and the seconds it took.</summary>
public sealed class CsvLog : IFitCallback
{
    private readonly string? path;
    private readonly TextWriter? given;
    private TextWriter? output;

    /// <summary>For a file.</summary>
    /// <param name="path">Where to; an existing file is replaced when training begins.</param>
    public CsvLog(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        this.path = path;
    }

    /// <summary>For a text of any kind.</summary>
    /// <param name="output">Where to write. It is flushed after each line, and left open.</param>
    public CsvLog(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        given = output;
    }

    /// <inheritdoc/>
    public void OnTrainBegin(FitContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        output = given ?? new StreamWriter(path!);
        Write(["epoch", .. training.Monitors, "learning_rate", "seconds"]);
    }

    /// <inheritdoc/>
    public void OnEpochEnd(FitContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        EpochResult result = training.Result!;
        Write(
        [
            Text(result.Epoch),
            .. training.Monitors.Select(monitor => Text(training.Measured(monitor))),
            Text(result.LearningRate),
            Text(result.Duration.TotalSeconds),
        ]);
    }

    /// <inheritdoc/>
    public void OnTrainEnd(FitContext training)
    {
        if (given is null)
        {
            output?.Dispose();
        }

        output = null;
    }

    private static string Text(double value) => ((float)value).ToString(CultureInfo.InvariantCulture);

    private void Write(IEnumerable<string> cells)
    {
        output!.Write(string.Join(',', cells) + "\n");
        output.Flush();
    }
}
