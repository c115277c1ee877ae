using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>What a call does with a batch, block of samples by block of samples. Arguments are checked before.</summary>
internal interface IBlockPass
{
    /// <summary>Whether something is summed over samples: <see cref="Sum"/> has work to do.</summary>
    bool Sums { get; }

    /// <summary>Memory of a block.</summary>
    /// <param name="block">Number of the block.</param>
    /// <param name="slot">Its number among those that are computed at the same time.</param>
    ref float Memory(int block, int slot);

    /// <summary>Everything that concerns single samples. Halves of a block may be computed at the same time by two threads.</summary>
    /// <typeparam name="TLanes">A block's lanes, or half of them.</typeparam>
    /// <param name="w">The block's memory, at the first of these lanes.</param>
    /// <param name="first">First sample.</param>
    /// <param name="samples">How many there are, at least 1.</param>
    void Compute<TLanes>(ref float w, int first, int samples) where TLanes : struct, ILanes<TLanes>;

    /// <summary>Sums over the samples of a block once they are computed: blocks in order, each by all members.</summary>
    /// <typeparam name="TLanes">A block's lanes; half of them if the others hold nothing.</typeparam>
    /// <param name="w">The block's memory.</param>
    /// <param name="samples">How many there are.</param>
    /// <param name="member">Who sums.</param>
    /// <param name="members">Who divide the rows of each sum among themselves.</param>
    void Sum<TLanes>(ref float w, int samples, int member, int members) where TLanes : struct, ILanes<TLanes>;
}
