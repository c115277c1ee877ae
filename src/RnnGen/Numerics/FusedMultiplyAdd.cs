using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnGen.Runtime;

/// <summary>Whether <c>left × right + addend</c> is one instruction, which rounds once.</summary>
/// <remarks>
/// Where it is not, as on processors without AVX2 or in programs compiled for them, lanes multiply and then add, and round twice. The operation that always
/// rounds once would be a routine for every single lane there, which takes sixty times longer.
/// </remarks>
internal static class FusedMultiplyAdd
{
    /// <summary>A constant for the JIT.</summary>
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Fma.IsSupported || AdvSimd.IsSupported;
    }
}
