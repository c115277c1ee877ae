namespace RnnGen.Tests.Parity;

/// <summary>A process that may have little memory, as containers have. The limit is settled when a process starts.</summary>
public sealed class HeapLimitTests
{
    [Fact]
    public void One_sequence_fits_and_a_batch_that_does_not_is_an_exception_with_its_bytes()
    {
        // 24 MB. Training, a block of samples takes 29 MB where vectors have 128 bits, 116 MB where they have 512.
        string[] lines = ParityProgram.Run([ParityModels.Assembly, "long"], ("DOTNET_GCHeapHardLimit", "0x1800000"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(12, lines.Length);
        string[] oneWay = lines[..6], bothWays = lines[6..];

        // Predictions of one direction go through long sequences in stretches, whatever the batch.
        Assert.Equal("Predict 64: done", oneWay[2]);
        AssertTooMany(oneWay[3], "ComputeGradients", "4,[0-9]{3},[0-9]{3}");
        AssertTooMany(bothWays[2], "Predict", "7,[0-9]{3},[0-9]{3}");
        AssertTooMany(bothWays[3], "ComputeGradients", "7,[0-9]{3},[0-9]{3}");

        // One sequence fits, and what did not fit has left nothing behind.
        string[] one = ["Predict 1: done", "ComputeGradients 1: done"];
        foreach (string[] model in (string[][])[oneWay, bothWays])
        {
            Assert.Equal(one, model[..2]);
            Assert.Equal(one, model[4..]);
        }
    }

    private static void AssertTooMany(string line, string call, string bytesOfOne) =>
        Assert.Matches($"^{call} 64: InsufficientMemoryException: 64 samples take [0-9]+(,[0-9]{{3}}){{2}} bytes of workspace, .* Use smaller batches: .* 1 sample takes {bytesOfOne} bytes", line);
}
