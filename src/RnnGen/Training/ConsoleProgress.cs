namespace RnnGen;

/// <summary>
/// Writes the progress of training: on a terminal a line redrawn in place, such as
/// <c>Epoch 3/20  120/219 [=======&gt;.....]  loss 0.0123  ETA 3s</c>, elsewhere one line for each epoch.
/// </summary>
/// <remarks>
/// Training writes nothing unless it is given one of these as <see cref="FitOptions.Progress"/>. Above its first line it says, once for a process, what to change
/// where the build alone makes training slow, unless a debugger is attached. It may be used for one training after the other, and by one at a time.
/// </remarks>
/// <example><code>
/// model.Fit(inputs, targets, new FitOptions { Epochs = 20, Progress = new ConsoleProgress() });
/// </code></example>
public sealed class ConsoleProgress : IProgress<FitProgress>
{
    private const int BarWidth = 24;
    private const int PlainWidth = 240;
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter output;
    private readonly bool isTerminal;
    private readonly TimeProvider clock;
    private readonly char[] line;
    private int drawnLength;
    private TimeSpan epochsBefore;
    private long lastDrawn;

    /// <summary>For the program's standard output, whatever that is now.</summary>
    public ConsoleProgress()
        : this(Console.Out, TerminalWidth(), TimeProvider.System)
    {
    }

    /// <summary>For a text of any kind: one line for each epoch, which ends with a line feed.</summary>
    /// <param name="output">Where to write. It is flushed after each line, and left open.</param>
    public ConsoleProgress(TextWriter output)
        : this(output, width: null, TimeProvider.System)
    {
    }

    /// <param name="output">Where to write.</param>
    /// <param name="width">Width of the terminal in columns; null where there is none, so that no line can be redrawn.</param>
    /// <param name="clock">Limits how often it is.</param>
    internal ConsoleProgress(TextWriter output, int? width, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(output);
        this.output = output;
        this.clock = clock;
        isTerminal = width is not null;
        // The last column stays empty: writing to it may wrap to the next line.
        line = new char[Math.Clamp((width ?? int.MaxValue) - 1, 1, PlainWidth)];
    }

    /// <summary>Shows where training stands, unless the line was redrawn just now.</summary>
    /// <param name="value">Where training stands.</param>
    public void Report(FitProgress value)
    {
        if (value.EpochCompleted)
        {
            Draw(value);
            output.Write('\n');
            output.Flush();
            drawnLength = 0;
            epochsBefore = value.Elapsed;
        }
        else if (isTerminal && (drawnLength == 0 || clock.GetElapsedTime(lastDrawn) >= RedrawInterval))
        {
            Draw(value);
            output.Flush();
            lastDrawn = clock.GetTimestamp();
        }
    }

    /// <summary>Begins a training.</summary>
    /// <param name="advice">What to say above it, or null.</param>
    internal void Begin(string? advice)
    {
        epochsBefore = TimeSpan.Zero;
        if (advice is not null)
        {
            output.Write(advice);
            output.Write('\n');
            output.Flush();
        }
    }

    /// <summary>Ends a line that is still being redrawn, so that what follows starts on a new one.</summary>
    internal void End()
    {
        if (drawnLength > 0)
        {
            output.Write('\n');
            output.Flush();
            drawnLength = 0;
        }
    }

    /// <summary>Columns of the terminal that standard output goes to; null where it goes elsewhere.</summary>
    private static int? TerminalWidth()
    {
        const int UnknownWidth = 80;
        if (Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb")
        {
            return null;
        }

        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : UnknownWidth;
        }
        catch (Exception e) when (e is IOException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    private void Draw(in FitProgress progress)
    {
        LineText text = new(line);
        text.Append("Epoch ");
        text.Append(progress.Epoch);
        text.Append("/");
        text.Append(progress.Epochs);
        text.Append("  ");
        text.Append(' ', Digits(progress.Batches) - Digits(progress.Batch));
        text.Append(progress.Batch);
        text.Append("/");
        text.Append(progress.Batches);
        int counted = text.Length;
        if (isTerminal)
        {
            AppendBar(ref text, progress);
        }

        AppendFigures(ref text, progress);
        if (isTerminal && text.IsFull)
        {
            // Too narrow for everything: the figures matter more than the bar.
            text.Length = counted;
            AppendFigures(ref text, progress);
        }

        int visible = text.Length;
        if (isTerminal)
        {
            text.Append(' ', drawnLength - visible); // over the end of a longer line before
            output.Write('\r');
        }

        output.Write(text.Text);
        drawnLength = visible;
    }

    private static void AppendBar(ref LineText text, in FitProgress progress)
    {
        int filled = (int)((long)BarWidth * progress.Batch / progress.Batches);
        text.Append(" [");
        text.Append('=', filled);
        text.Append('>', Math.Min(1, BarWidth - filled));
        text.Append('.', BarWidth - filled - 1);
        text.Append("]");
    }

    private void AppendFigures(ref LineText text, in FitProgress progress)
    {
        text.Append("  loss ");
        text.Append(progress.Loss, "G4");
        if (progress.ValidationLoss is float validationLoss)
        {
            text.Append("  val_loss ");
            text.Append(validationLoss, "G4");
        }

        for (int metric = 0; metric < (progress.Metrics?.Count ?? 0); metric++)
        {
            text.Append("  ");
            text.Append(progress.Metrics![metric].Name);
            text.Append(" ");
            text.Append(progress.Metrics[metric].Value, "G4");
        }

        if (progress.EpochCompleted)
        {
            text.Append("  ");
            AppendElapsed(ref text, progress.Elapsed - epochsBefore);
        }
        else
        {
            text.Append("  ETA ");
            AppendDuration(ref text, progress.EstimatedRemaining);
        }
    }

    /// <summary>Epochs of small networks take milliseconds.</summary>
    private static void AppendElapsed(ref LineText text, TimeSpan elapsed)
    {
        if (elapsed < TimeSpan.FromSeconds(1))
        {
            text.Append(elapsed.TotalMilliseconds, "F0");
            text.Append("ms");
        }
        else if (elapsed < TimeSpan.FromSeconds(10))
        {
            text.Append(elapsed.TotalSeconds, "F1");
            text.Append("s");
        }
        else
        {
            AppendDuration(ref text, elapsed);
        }
    }

    private static void AppendDuration(ref LineText text, TimeSpan duration)
    {
        long seconds = (long)Math.Ceiling(duration.TotalSeconds);
        if (seconds >= 3600)
        {
            text.Append(seconds / 3600);
            text.Append("h");
            text.Append(seconds / 60 % 60, "00");
            text.Append("m");
        }
        else if (seconds >= 60)
        {
            text.Append(seconds / 60);
            text.Append("m");
            text.Append(seconds % 60, "00");
            text.Append("s");
        }
        else
        {
            text.Append(seconds);
            text.Append("s");
        }
    }

    private static int Digits(int number) => number < 10 ? 1 : 1 + Digits(number / 10);
}
