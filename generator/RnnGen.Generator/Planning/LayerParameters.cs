namespace RnnGen.Generator.Planning;

/// <summary>Where a layer's parameters begin in each of their two copies. Kernels of equal layers read theirs equally far from there.</summary>
/// <param name="Original">In the flat buffer.</param>
/// <param name="Packed">In <see cref="PackedParameters"/>, behind all of the former.</param>
internal sealed record LayerParameters(int Original, int Packed)
{
    /// <summary>The copy that an offset lies in.</summary>
    public ParameterCopies CopyOf(int offset) => offset < Packed ? ParameterCopies.Original : ParameterCopies.Packed;

    /// <summary>Where the layer's parameters begin in one of the copies.</summary>
    public int Start(ParameterCopies copy) => copy == ParameterCopies.Packed ? Packed : Original;

    /// <summary>An offset as one from the start of the layer's parameters in the same copy.</summary>
    public int Relative(int offset) => offset - Start(CopyOf(offset));
}

/// <summary>The copies of the parameters that a kernel reads.</summary>
[Flags]
internal enum ParameterCopies
{
    None = 0,

    /// <summary>PyTorch's layout.</summary>
    Original = 1,

    /// <summary>Rows of products side by side.</summary>
    Packed = 2,

    Both = Original | Packed,
}
