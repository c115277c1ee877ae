namespace RnnGen.Tests.Parity;

/// <summary>A process that may have little memory, as containers have. The limit is settled when a process starts.</summary>
public sealed class HeapLimitTests
{
    [Fact]
    public void One_sequence_fits_and_a_batch_of_training_that_does_not_is_an_exception_with_its_bytes()
    {
        // 24 MB. Training, a block of samples takes 29 MB where vectors have 128 bits, 116 MB where they have 512.
        string[] lines = ParityProgram.Run([ParityModels.Assembly, "long"], ("DOTNET_GCHeapHardLimit", "0x1800000"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(6, lines.Length);
        Assert.Equal(["Predict 1: done", "ComputeGradients 1: done"], lines[..2]);
        // Predictions go through long sequences in stretches, whatever the batch.
        Assert.Equal("Predict 64: done", lines[2]);
        Assert.Matches("^ComputeGradients 64: InsufficientMemoryException: 64 samples take .* 1 sample takes 4,[0-9]{3},[0-9]{3} bytes", lines[3]);
        // What did not fit has left nothing behind.
        Assert.Equal(lines[..2], lines[4..]);
    }
}
