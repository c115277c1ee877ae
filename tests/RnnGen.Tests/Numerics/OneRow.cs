using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

/// <summary>Memory of a single row: the two vectors of a pair lie side by side.</summary>
public readonly struct OneRow : IBlockMemory
{
    public static int Rows => 1;
}
