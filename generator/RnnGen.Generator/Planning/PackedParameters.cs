using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// A second copy of the parameters behind the first: matrices transposed to [columns, gates · padded units] and vectors padded the same way, so
/// that the rows of a product lie side by side and every gate begins with a whole vector.
/// </summary>
internal sealed class PackedParameters
{
    /// <summary>Floats of the longest vector: 512 bit.</summary>
    private const int Alignment = 16;

    private readonly Dictionary<ParameterTensor, int> offsets = [];

    public PackedParameters(IEnumerable<ParameterTensor> tensors, int parameterCount)
    {
        Count = Pad(parameterCount);
        foreach (ParameterTensor tensor in tensors)
        {
            offsets.Add(tensor, Count);
            Count += Width(tensor) * tensor.Columns;
        }
    }

    /// <summary>Floats of both copies.</summary>
    public int Count { get; }

    public IEnumerable<KeyValuePair<ParameterTensor, int>> Tensors => offsets.OrderBy(tensor => tensor.Value);

    public static int Pad(int length) => (length + Alignment - 1) / Alignment * Alignment;

    /// <summary>Distance of two columns of a packed matrix.</summary>
    public static int Width(ParameterTensor tensor) => tensor.GateCount * Pad(tensor.Rows / tensor.GateCount);

    /// <summary>Whether every gate fills whole vectors, so that the gates of a packed row follow each other without padding.</summary>
    public static bool IsGapless(ParameterTensor tensor) => tensor.Rows / tensor.GateCount % Alignment == 0;

    /// <summary>Where the first row of a block of gates begins.</summary>
    public int Offset(ParameterBlock block)
    {
        int units = block.Tensor.Rows / block.Tensor.GateCount;
        return offsets[block.Tensor] + (block.FirstRow / units * Pad(units));
    }
}
