using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>Moves the gradients of inputs out of the memory of blocks and sequences.</summary>
internal static class InputGradientRows
{
    /// <summary>Those of a block.</summary>
    /// <param name="layout">Where they are.</param>
    /// <param name="w">The block's memory.</param>
    /// <param name="gradients">Receives them, [batch, InputLength, InputSize].</param>
    /// <param name="first">First sample of the block.</param>
    /// <param name="samples">Samples in the block.</param>
    public static void Unpack<TVector>(NetworkLayout layout, ref float w, Span<float> gradients, int first, int samples)
        where TVector : struct, IVector<TVector> =>
        LanePacking.Unpack<TVector>(
            ref Rows.At<TVector>(ref w, layout.InputGradients),
            layout.InputsPerSample,
            gradients[(first * layout.InputsPerSample)..],
            layout.InputsPerSample,
            samples);

    /// <summary>Those of one sequence.</summary>
    /// <param name="layout">Where they are.</param>
    /// <param name="w">The sequence's memory.</param>
    /// <param name="gradients">Receives them, [batch, InputLength, InputSize].</param>
    /// <param name="sample">The sample.</param>
    public static void Copy(NetworkLayout layout, ref float w, Span<float> gradients, int sample) => StepRows.Copy(
        ref Unsafe.Add(ref w, layout.InputGradients),
        layout.InputStride,
        ref Unsafe.Add(ref MemoryMarshal.GetReference(gradients), (nint)sample * layout.InputsPerSample),
        layout.InputSize,
        layout.InputLength,
        layout.InputSize);
}
