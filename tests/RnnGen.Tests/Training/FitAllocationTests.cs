using RnnGen.Tests.Models;

namespace RnnGen.Tests.Training;

public class FitAllocationTests
{
    private const int Samples = 2048;

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void The_number_of_batches_does_not_add_allocations(bool shuffle, bool terminal)
    {
        // Smaller batches need smaller buffers, so anything allocated for each of a thousand batches would show.
        long few = Allocated(epochs: 1, batchSize: Samples / 2, shuffle, terminal);
        long many = Allocated(epochs: 1, batchSize: 1, shuffle, terminal);
        Assert.True(many <= few, $"{many} bytes for 1024 batches, {few} for one");
    }

    [Fact]
    public void An_epoch_adds_a_few_small_objects()
    {
        long one = Allocated(epochs: 1, batchSize: 16, shuffle: true, terminal: false);
        long eleven = Allocated(epochs: 11, batchSize: 16, shuffle: true, terminal: false);
        Assert.InRange((eleven - one) / 10, 0, 256);
    }

    private static long Allocated(int epochs, int batchSize, bool shuffle, bool terminal)
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(Samples);
        LinearModel model = new();
        FitOptions Options(ConsoleProgress? console) => new()
        {
            Epochs = epochs,
            BatchSize = batchSize,
            Shuffle = shuffle,
            ValidationSplit = 0.5,
            ClipNorm = 1,
            Optimizer = new Adam(),
            Progress = console,
        };
        long Measure()
        {
            using StreamWriter output = new(Stream.Null);
            ManualClock clock = new() { Tick = TimeSpan.FromMilliseconds(30) };
            FitOptions options = Options(terminal ? new ConsoleProgress(output, 80, clock) : null);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Trainer.Fit(model, inputs, default, targets, options, validation: null, clock);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Measure(); // static state, first-use buffers
        return Measure();
    }
}
