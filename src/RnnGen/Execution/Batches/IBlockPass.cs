namespace RnnGen.Runtime;

/// <summary>What a call does with a batch, block of samples by block of samples. Arguments are checked before.</summary>
internal interface IBlockPass
{
    /// <summary>What sums over samples are added to.</summary>
    GradientSums Gradients { get; }

    /// <summary>Memory of a block.</summary>
    /// <param name="block">Number of the block.</param>
    /// <param name="slot">Its number among those that are computed at the same time.</param>
    ref float Memory(int block, int slot);

    /// <summary>Moves what the caller gave into a vector's lanes.</summary>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <param name="w">The vector's memory.</param>
    /// <param name="first">First sample.</param>
    /// <param name="samples">How many there are, at least 1.</param>
    void Load<TVector>(ref float w, int first, int samples) where TVector : struct, IVector<TVector>;

    /// <summary>Everything that is done sample by sample, up to the backward pass.</summary>
    /// <typeparam name="TVector">A vector, or two that go together.</typeparam>
    /// <param name="w">The memory of the first.</param>
    void Compute<TVector>(ref float w) where TVector : struct, IVector<TVector>;

    /// <summary>What is done sample by sample in one segment of the backward pass.</summary>
    /// <typeparam name="TVector">A vector, or two that go together.</typeparam>
    /// <param name="segment">The segment.</param>
    /// <param name="w">The memory of the first.</param>
    void ComputeBack<TVector>(int segment, ref float w) where TVector : struct, IVector<TVector>;

    /// <summary>Moves results to where the caller wants them.</summary>
    /// <inheritdoc cref="Load"/>
    void Store<TVector>(ref float w, int first, int samples) where TVector : struct, IVector<TVector>;

    /// <summary>What one thread does with the results of all vectors, in order.</summary>
    /// <typeparam name="TVector">The vector.</typeparam>
    /// <param name="w">The vector's memory.</param>
    /// <param name="samples">How many there are, at least 1.</param>
    void SumLosses<TVector>(ref float w, int samples) where TVector : struct, IVector<TVector>;
}
