using System.Globalization;
using RnnGen.Tests.Models;

namespace RnnGen.Tests.Training;

/// <summary>What the public entry point writes to the program's own console.</summary>
[Collection(nameof(ConsoleOutputTests))]
[CollectionDefinition(nameof(ConsoleOutputTests), DisableParallelization = true)]
public class ConsoleOutputTests
{
    [Fact]
    public void Auto_writes_to_the_console() =>
        Assert.Contains("Epoch 1/1  3/3", ConsoleOutput(new FitOptions { BatchSize = 4 }), StringComparison.Ordinal);

    [Fact]
    public void Quiet_writes_nothing() => Assert.Equal("", ConsoleOutput(new FitOptions { Verbosity = Verbosity.Quiet }));

    [Fact]
    public void With_a_progress_of_the_callers_nothing_is_written() =>
        Assert.Equal("", ConsoleOutput(new FitOptions { Progress = new SynchronousProgress(_ => { }) }));

    private static string ConsoleOutput(FitOptions options)
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(10);
        TextWriter before = Console.Out;
        using StringWriter output = new(CultureInfo.InvariantCulture);
        Console.SetOut(output);
        try
        {
            Trainer.Fit<float, float>(new LinearModel(), inputs, targets, options);
        }
        finally
        {
            Console.SetOut(before);
        }

        return output.ToString();
    }
}
