using System.Globalization;

namespace RnnGen.Runtime;

/// <summary>What is said where memory does not suffice.</summary>
internal static class WorkspaceErrors
{
    /// <summary>Names the batch, its bytes, and what takes less.</summary>
    /// <param name="layout">The model's sizes and places for batches.</param>
    /// <param name="sequenceLayout">The same for one sequence.</param>
    /// <param name="batch">Samples of the batch.</param>
    /// <param name="size">What they need.</param>
    /// <param name="use">What for; null for everything.</param>
    public static string Describe(NetworkLayout layout, NetworkLayout sequenceLayout, int batch, WorkspaceSize size, WorkspaceUse? use)
    {
        // A block of samples, single sequences two by two, one.
        int[] smaller = [VectorChoice.BlockSamples, BatchChoice.FewSamples(sequenceLayout), 1];
        string[] less = [.. smaller.Where(samples => samples < batch).Select(samples => Takes(samples, use is { } what
            ? WorkspaceSize.Of(layout, sequenceLayout, samples, what, threads: 1)
            : WorkspaceSize.OfAll(layout, sequenceLayout, samples, threads: 1)))];
        string advice = less.Length > 0 ? $" Use smaller batches: {string.Join(", ", less)}." : "";
        return $"{Takes(batch, size)} of workspace, and there is not so much memory.{advice}";
    }

    private static string Takes(int count, WorkspaceSize size) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "sample takes" : "samples take")} {size.Bytes:N0} bytes");
}
