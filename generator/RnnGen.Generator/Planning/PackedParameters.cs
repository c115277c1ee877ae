using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// A second copy of the parameters behind the first: matrices transposed to [columns, gates · padded units] and vectors padded the same way, so
/// that the rows of a product lie side by side and every gate begins with a whole vector. Where gates are multiples of
/// <see cref="TileRows"/>, every tile of so many rows is a matrix of its own, [columns, <see cref="TileRows"/>]: a product then walks straight through memory.
/// </summary>
internal sealed class PackedParameters
{
    /// <summary>Floats of the longest vector: 512 bit.</summary>
    private const int Alignment = 16;

    /// <summary>
    /// Rows that a product accumulates at a time: four vectors of 512 bit. Weights that do not fit the level-1 cache arrive half as fast again
    /// in the order in which they lie as in pieces of a tile's width.
    /// </summary>
    public const int TileRows = 64;

    private readonly Dictionary<ParameterTensor, int> offsets = [];
    private readonly int firstPacked;

    public PackedParameters(IEnumerable<ParameterTensor> tensors, int parameterCount)
    {
        firstPacked = Pad(parameterCount);
        Count = firstPacked;
        foreach (ParameterTensor tensor in tensors)
        {
            offsets.Add(tensor, Count);
            Count += Width(tensor) * tensor.Columns;
        }

        Filled = 100 * parameterCount / Math.Max(1, Count - Pad(parameterCount));
    }

    /// <summary>Floats of both copies.</summary>
    public int Count { get; }

    /// <summary>What part of the copy is parameters, in percent; the rest is padding, with which vectors compute as with anything else.</summary>
    public int Filled { get; }

    public IEnumerable<KeyValuePair<ParameterTensor, int>> Tensors => offsets.OrderBy(tensor => tensor.Value);

    public static int Pad(int length) => (length + Alignment - 1) / Alignment * Alignment;

    /// <summary>Whether a matrix is cut into tiles.</summary>
    public static bool IsTiled(ParameterTensor tensor) => Units(tensor) % TileRows == 0;

    /// <summary>Distance of two columns of a packed matrix, or of a tile.</summary>
    public static int Pitch(ParameterTensor tensor) => IsTiled(tensor) ? TileRows : Width(tensor);

    /// <summary>Whether every gate fills whole vectors, so that the gates of a packed row follow each other without padding.</summary>
    public static bool IsGapless(ParameterTensor tensor) => Units(tensor) % Alignment == 0;

    /// <summary>The tensor that an offset in either of the copies lies in.</summary>
    public ParameterTensor TensorAt(int offset) =>
        Tensors.Last(tensor => (offset < firstPacked ? tensor.Key.Offset : tensor.Value) <= offset).Key;

    /// <summary>Where the first row of a block of gates begins.</summary>
    public int Offset(ParameterBlock block)
    {
        int units = Units(block.Tensor);
        int gate = Pad(units) * (IsTiled(block.Tensor) ? block.Tensor.Columns : 1);
        return offsets[block.Tensor] + (block.FirstRow / units * gate);
    }

    private static int Units(ParameterTensor tensor) => tensor.Rows / tensor.GateCount;

    private static int Width(ParameterTensor tensor) => tensor.GateCount * Pad(Units(tensor));
}
