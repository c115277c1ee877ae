using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// A second copy of the parameters behind the first, in which the rows of a product lie side by side and are padded to whole vectors. Matrices with
/// several gates are cut into blocks of sixteen units, [units / 16, columns, gates, 16]: all that a
/// few units need stands together, and is read from one end to the other. A matrix with one gate is [columns, padded units], or, where units are a multiple of <see cref="TileRows"/>, cut into tiles of so many, for
/// the same reason: [units / 64, columns, 64]. Vectors are [gates, padded units]; of two that are always added only the sum is there.
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

    private readonly Dictionary<ParameterTensor, int> offsets = [];
    private readonly Dictionary<int, ParameterBlock> sums = [];
    private readonly HashSet<int> added = [];
    private readonly ParameterTensor[] tensors;
    private readonly int firstPacked;

    /// <param name="layers">The network's layers.</param>
    /// <param name="parameterCount">How many parameters they have.</param>
    public PackedParameters(IReadOnlyCollection<Layer> layers, int parameterCount)
    {
        foreach ((ParameterBlock first, ParameterBlock second) in layers.SelectMany(static layer => layer.Sums))
        {
            sums.Add(first.Offset, second);
            added.Add(second.Offset);
        }

        tensors = [.. layers.SelectMany(static layer => layer.Parameters).OrderBy(static tensor => tensor.Offset)];
        firstPacked = Pad(parameterCount);
        Count = firstPacked;
        foreach (ParameterTensor tensor in tensors.Where(tensor => !Array.TrueForAll(tensor.Gates, gate => added.Contains(gate.Offset))))
        {
            offsets.Add(tensor, Count);
            Count += Width(tensor) * tensor.Columns;
        }

        Filled = 100 * offsets.Keys.Sum(static tensor => tensor.Length) / Math.Max(1, Count - firstPacked);
    }

    /// <summary>Floats of both copies.</summary>
    public int Count { get; }

    /// <summary>What part of the copy is parameters, in percent; the rest is padding, with which vectors compute as with anything else.</summary>
    public int Filled { get; }

    public IEnumerable<KeyValuePair<ParameterTensor, int>> Tensors => offsets.OrderBy(tensor => tensor.Value);

    public static int Pad(int length) => (length + VectorUnits - 1) / VectorUnits * VectorUnits;

    /// <summary>Whether a matrix is cut into blocks of units with all their gates.</summary>
    public static bool IsInterleaved(ParameterTensor tensor) => tensor.GateCount > 1 && !tensor.IsVector;

    /// <summary>Whether a matrix is cut into tiles.</summary>
    public static bool IsTiled(ParameterTensor tensor) => tensor.GateCount == 1 && tensor.Rows % TileRows == 0;

    /// <summary>Distance of two columns of a packed matrix: in a block or tile, where it is cut into such.</summary>
    public static int Pitch(ParameterTensor tensor) => IsInterleaved(tensor) ? tensor.GateCount * VectorUnits : IsTiled(tensor) ? TileRows : Width(tensor);

    /// <summary>Whether every gate fills whole vectors, so that there is no padding between what is read.</summary>
    public static bool IsGapless(ParameterTensor tensor) => Units(tensor) % VectorUnits == 0;

    /// <summary>Distance of two blocks of an interleaved matrix.</summary>
    public static int BlockStep(ParameterTensor tensor) => Pitch(tensor) * tensor.Columns;

    /// <summary>The tensor that an offset in either of the copies lies in.</summary>
    public ParameterTensor TensorAt(int offset) =>
        offset < firstPacked ? tensors.Last(tensor => tensor.Offset <= offset) : Tensors.Last(tensor => tensor.Value <= offset).Key;

    /// <summary>What is added to a vector of gates in the copy: null where nothing is.</summary>
    public ParameterBlock? AddedTo(ParameterBlock block) => sums.TryGetValue(block.Offset, out ParameterBlock? second) ? second : null;

    /// <summary>Whether a vector is only there in a sum with another.</summary>
    public bool IsAdded(ParameterBlock block) => added.Contains(block.Offset);

    /// <summary>Where the first row of a block of gates begins.</summary>
    public int Offset(ParameterBlock block)
    {
        int units = Units(block.Tensor);
        return offsets[block.Tensor] + (block.FirstRow / units * (IsInterleaved(block.Tensor) ? VectorUnits : Pad(units)));
    }

    private static int Units(ParameterTensor tensor) => tensor.Rows / tensor.GateCount;

    private static int Width(ParameterTensor tensor) => tensor.GateCount * Pad(Units(tensor));
}
