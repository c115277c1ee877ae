using System.Globalization;
using RnnGen.Tests.Models;

namespace RnnGen.Tests.Training;

/// <summary>What the public entry point writes to the program's own console.</summary>
[Collection(nameof(ConsoleOutputTests))]
[CollectionDefinition(nameof(ConsoleOutputTests), DisableParallelization = true)]
public class ConsoleOutputTests
{
    [Fact]
    public void Nothing_is_written_by_itself()
    {
        Assert.Equal("", ConsoleOutput(() => null));
        Assert.Equal("", ConsoleOutput(() => new FitOptions()));
        Assert.Equal("", ConsoleOutput(() => new FitOptions { Progress = new SynchronousProgress(_ => { }) }));
    }

    [Fact]
    public void A_line_for_each_epoch_is_written_where_asked_for() => Assert.Contains(
        "Epoch 1/1  3/3", ConsoleOutput(() => new FitOptions { Epochs = 1, BatchSize = 4, Progress = new ConsoleProgress() }), StringComparison.Ordinal);

    private static string ConsoleOutput(Func<FitOptions?> options)
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(10);
        TextWriter before = Console.Out;
        using StringWriter output = new(CultureInfo.InvariantCulture);
        Console.SetOut(output);
        try
        {
            Trainer.Fit(new LinearModel(), inputs, targets, options());
        }
        finally
        {
            Console.SetOut(before);
        }

        return output.ToString();
    }
}
