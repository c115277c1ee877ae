namespace RnnGen.Numerics;

/// <summary>Memory of a block of samples: rows of one vector, and behind them those of a second.</summary>
public interface IBlockMemory
{
    /// <summary>Rows of one vector; a constant for the JIT.</summary>
    static abstract int Rows { get; }
}
