extern alias library;

using System.Runtime.Intrinsics;

namespace RnnGen.Parity;

/// <summary>How wide the vectors are that this process computes with.</summary>
internal static class VectorWidth
{
    /// <summary>Bits of one vector of samples; a block has two.</summary>
    public static int Bits => library::RnnGen.Runtime.VectorChoice.BlockSamples / 2 * 32;

    /// <summary>The width to expect where <paramref name="requested"/> bits are asked for: that, or what the machine has.</summary>
    public static int Expected(int requested) => requested switch
    {
        512 when !Vector512.IsHardwareAccelerated => Expected(256),
        256 when !Vector256.IsHardwareAccelerated => 128,
        _ => requested,
    };
}
