using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>Memory of a block of samples: rows of one vector, and behind them those of a second.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IBlockMemory
{
    /// <summary>Rows of one vector; a constant for the JIT.</summary>
    static abstract int Rows { get; }
}
