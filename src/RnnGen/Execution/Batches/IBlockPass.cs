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

    /// <summary>Moves what the caller gave into a vector's lanes.</summary>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <param name="w">The vector's memory.</param>
    /// <param name="first">First sample.</param>
    /// <param name="samples">How many there are, at least 1.</param>
    void Take<TVector>(ref float w, int first, int samples) where TVector : struct, ILanes<TVector>;

    /// <summary>Everything that is done sample by sample.</summary>
    /// <typeparam name="TLanes">A vector's lanes, or those of two.</typeparam>
    /// <param name="w">The memory of the first.</param>
    void Compute<TLanes>(ref float w) where TLanes : struct, ILanes<TLanes>;

    /// <summary>Moves results to where the caller wants them.</summary>
    /// <inheritdoc cref="Take"/>
    void Give<TVector>(ref float w, int first, int samples) where TVector : struct, ILanes<TVector>;

    /// <summary>Sums over the samples of a vector once they are computed: vectors in order, each by all members.</summary>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <param name="w">The vector's memory.</param>
    /// <param name="samples">How many there are, at least 1.</param>
    /// <param name="member">Who sums.</param>
    /// <param name="members">Who divide the rows of each sum among themselves.</param>
    void Sum<TVector>(ref float w, int samples, int member, int members) where TVector : struct, ILanes<TVector>;
}
