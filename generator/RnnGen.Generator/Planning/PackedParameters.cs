using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// A second copy of the parameters behind the first, in which the rows of a product lie side by side and are padded to whole vectors. Matrices that
/// multiply the same vector for several gates are cut into blocks of sixteen units, [units / 16, columns, gates, 16]: all that a
/// few units need stands together, and is read from one end to the other. Another matrix is [columns, padded units], or, where units are a multiple of <see cref="TileRows"/>, cut into tiles of so many, for
/// the same reason: [units / 64, columns, 64]. Vectors are padded; of those that are always added only the sum is there.
/// </summary>
internal sealed class PackedParameters
{
    /// <inheritdoc cref="Target.VectorUnits"/>
    public const int VectorUnits = Target.VectorUnits;

    /// <summary>
    /// Rows that a product accumulates at a time: four vectors of 512 bit. Weights that do not fit the level-1 cache arrive half as fast again
    /// in the order in which they lie as in pieces of a tile's width.
    /// </summary>
    public const int TileRows = Target.PackedTileRows;

    private readonly ParameterUse use;
    private readonly Passes passes;
    private readonly Dictionary<ParameterBlock, PackedBlock> blocks = [];
    private readonly ParameterTensor[] tensors;
    private readonly int firstPacked;

    /// <param name="use">What the network does with its parameters.</param>
    /// <param name="parameterCount">How many there are.</param>
    /// <param name="passes">What is done for the machines.</param>
    public PackedParameters(ParameterUse use, int parameterCount, Passes passes)
    {
        this.use = use;
        this.passes = passes;
        firstPacked = Pad(parameterCount);
        Count = firstPacked;
        IEnumerable<(int First, Action Place)> matrices = Matrices()
            .Select<MatrixGroup, (int, Action)>(group => (group.Blocks[0].Offset, () => PlaceMatrices(group)));
        IEnumerable<(int First, Action Place)> vectors = use.Vectors.Where(vector => !IsAdded(vector))
            .Select<ParameterBlock, (int, Action)>(vector => (vector.Offset, () => PlaceVector(vector)));
        foreach ((_, Action place) in matrices.Concat(vectors).OrderBy(static piece => piece.First))
        {
            place();
        }

        tensors = [.. use.Matrices.SelectMany(static group => group.Blocks).Concat(use.Vectors).Select(static block => block.Tensor).Distinct().OrderBy(static tensor => tensor.Offset)];
        Filled = 100 * blocks.Keys.Sum(static block => block.Rows * block.Columns) / Math.Max(1, Count - firstPacked);
    }

    /// <summary>Floats of both copies.</summary>
    public int Count { get; private set; }

    /// <summary>What part of the copy is parameters, in percent; the rest is padding, with which vectors compute as with anything else.</summary>
    public int Filled { get; }

    /// <summary>What is in the copy, in its order.</summary>
    public IEnumerable<PackedBlock> Blocks => blocks.Values.OrderBy(static block => block.Offset);

    public static int Pad(int length) => (length + VectorUnits - 1) / VectorUnits * VectorUnits;

    /// <summary>Where a block of parameters lies in the copy.</summary>
    public PackedBlock this[ParameterBlock block] => blocks[block];

    /// <summary>The tensor that an offset in either of the copies lies in.</summary>
    public ParameterPlace PlaceAt(int offset)
    {
        if (offset < firstPacked)
        {
            ParameterTensor read = tensors.Last(tensor => tensor.Offset <= offset);
            return new ParameterPlace(read, read.Offset, false);
        }

        ParameterTensor copied = Blocks.Last(block => block.Offset <= offset).Block.Tensor;
        return new ParameterPlace(copied, Blocks.First(block => block.Block.Tensor == copied).Offset, true);
    }

    /// <summary>The vectors that the copy has only as a sum, in the place of the first; null where a vector is there by itself.</summary>
    public IReadOnlyList<ParameterBlock>? SumOf(ParameterBlock vector) => passes.PackedSums ? use.SumOf(vector) : null;

    /// <inheritdoc cref="ParameterUse.RowsOf"/>
    public (int First, int Total) RowsOf(ParameterBlock block) => use.RowsOf(block);

    private bool IsAdded(ParameterBlock vector) => SumOf(vector) is { } sum && sum[0] != vector;

    private IEnumerable<MatrixGroup> Matrices() => passes.InterleavedGates ? use.Matrices
        : use.Matrices.SelectMany(static group => group.Blocks).Select(static block => new MatrixGroup([block], AreGates: false));

    private void PlaceVector(ParameterBlock vector)
    {
        blocks.Add(vector, new PackedBlock(vector, Count, vector.Rows, 0, Pad(vector.Rows)));
        Count += Pad(vector.Rows);
    }

    private void PlaceMatrices(MatrixGroup group)
    {
        (int rows, int columns) = (group.Blocks[0].Rows, group.Blocks[0].Columns);
        int units = group.AreGates ? VectorUnits : passes.PackedTiles && rows % TileRows == 0 ? TileRows : rows;
        int pitch = group.AreGates ? group.Blocks.Count * units : Pad(units);
        for (int gate = 0; gate < group.Blocks.Count; gate++)
        {
            blocks.Add(group.Blocks[gate], new PackedBlock(group.Blocks[gate], Count + (gate * units), units, group.AreGates || units < rows ? pitch * columns : 0, pitch) { IsGate = group.AreGates });
        }

        Count += group.Blocks.Count * Pad(rows) * columns;
    }
}

/// <summary>A block of parameters in the copy: row r, column c at Offset + (r / Units) · UnitStep + c · Pitch + r % Units.</summary>
/// <param name="Block">The parameters.</param>
/// <param name="Offset">Where its first row begins.</param>
/// <param name="Units">Rows that lie side by side: a few units or a tile where it is cut into such, else all.</param>
/// <param name="UnitStep">Distance of two times so many rows; 0 where it is not cut.</param>
/// <param name="Pitch">Distance of two columns.</param>
internal sealed record PackedBlock(ParameterBlock Block, int Offset, int Units, int UnitStep, int Pitch)
{
    /// <summary>Whether it stands among the gates of a cell.</summary>
    public bool IsGate { get; init; }

    /// <summary>Whether it is cut into tiles.</summary>
    public bool IsTiled => !IsGate && UnitStep > 0;

    /// <summary>Whether it fills whole vectors, so that there is no padding between what is read.</summary>
    public bool IsGapless => Block.Rows % PackedParameters.VectorUnits == 0;
}
