using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Runtime;

/// <summary>
/// Which vectors kernels run on: 512-bit vectors where the hardware has them, <see cref="Vector{T}"/> elsewhere. A block of samples is two of them. Units of one sequence are
/// in one 512-bit vector, or else in two neighbouring <see cref="Vector{T}"/>, <see cref="WideVector"/>.
/// </summary>
internal static class VectorChoice
{
    /// <summary>Parameters from which on pairs pay where there are sixteen registers.</summary>
    private const int ManyParameters = 16 * 1024;

    /// <summary>
    /// Whether lanes are <see cref="Vector512{T}"/>, whatever the width of <see cref="Vector{T}"/>; a constant for the JIT. Where that has 512 bits too, a pair of
    /// them would be the same code but take the JIT longer.
    /// </summary>
    public static bool UseVector512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated;
    }

    /// <summary>
    /// Whether two vectors of samples go through a network together, not one after the other. With 32 registers always. With 16, as with AVX2, tiles have half the rows and what
    /// functions need does not fit: measured over LSTM, GRU and simple layers, a pass takes 1 to 3 % more with up to 6,000 parameters. But each weight is read half as often, which makes
    /// it 1 to 2 % less with 25,000, 4 % with 75,000 and 12 % with 400,000.
    /// </summary>
    public static bool PairsPay(NetworkLayout network) => VectorRegisters.AreThirtyTwo || network.SummedParameters >= ManyParameters;

    /// <summary>Samples of a vector.</summary>
    public static int VectorSamples => UseVector512 ? Vector512<float>.Count : Vector<float>.Count;

    /// <summary>Sequences that go together through the code for single sequences.</summary>
    public static int SequencesTogether => UseVector512 ? 2 : 1;

    /// <summary>Samples of a block.</summary>
    public static int BlockSamples => 2 * VectorSamples;
}
