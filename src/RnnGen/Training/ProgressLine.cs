namespace RnnGen;

/// <summary>
/// Writes the progress of training: on a terminal a line redrawn in place, such as
/// <c>Epoch 3/20  120/219 [=======&gt;.....]  loss 0.0123  ETA 3s</c>, elsewhere one line for each epoch.
/// </summary>
internal sealed class ProgressLine
{
    private const int BarWidth = 24;
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter output;
    private readonly bool isTerminal;
    private readonly TimeProvider clock;
    private readonly char[] line;
    private int drawnLength;
    private TimeSpan epochsBefore;
    private long lastDrawn;

    /// <param name="output">Where to write.</param>
    /// <param name="width">Width of the terminal in columns.</param>
    /// <param name="isTerminal">Whether a line can be redrawn.</param>
    /// <param name="clock">Limits how often it is.</param>
    public ProgressLine(TextWriter output, int width, bool isTerminal, TimeProvider clock)
    {
        this.output = output;
        this.isTerminal = isTerminal;
        this.clock = clock;
        // The last column stays empty: writing to it may wrap to the next line.
        line = new char[isTerminal ? Math.Clamp(width - 1, 1, 240) : 240];
    }

    /// <summary>For the program's standard output, whatever that is.</summary>
    public static ProgressLine ForConsole(TimeProvider clock)
    {
        const int UnknownWidth = 80;
        bool isTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        int width = UnknownWidth;
        if (isTerminal)
        {
            try
            {
                width = Console.WindowWidth > 0 ? Console.WindowWidth : UnknownWidth;
            }
            catch (Exception e) when (e is IOException or PlatformNotSupportedException)
            {
                isTerminal = false;
            }
        }

        return new ProgressLine(Console.Out, width, isTerminal, clock);
    }

    /// <summary>Writes a line of its own. Progress comes below it.</summary>
    public void Note(string text)
    {
        output.Write(text);
        output.Write('\n');
        output.Flush();
    }

    /// <summary>Shows where training stands, unless the line was redrawn just now.</summary>
    public void Report(in FitProgress progress)
    {
        if (progress.EpochCompleted)
        {
            Draw(progress);
            output.Write('\n');
            output.Flush();
            drawnLength = 0;
            epochsBefore = progress.Elapsed;
        }
        else if (isTerminal && (drawnLength == 0 || clock.GetElapsedTime(lastDrawn) >= RedrawInterval))
        {
            Draw(progress);
            output.Flush();
            lastDrawn = clock.GetTimestamp();
        }
    }

    /// <summary>Ends a line that is still being redrawn, so that what follows starts on a new one.</summary>
    public void End()
    {
        if (drawnLength > 0)
        {
            output.Write('\n');
            output.Flush();
            drawnLength = 0;
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
