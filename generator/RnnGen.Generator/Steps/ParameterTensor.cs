namespace RnnGen.Generator.Steps;

/// <summary>A parameter of the network: a matrix, or a vector as one column.</summary>
/// <param name="Name">Its name in the file: <c>lstm1.weight_ih_l0</c>.</param>
/// <param name="Rows">Outer dimension.</param>
/// <param name="Columns">Inner dimension; 1 for a vector.</param>
/// <param name="IsVector">Whether its shape has one dimension only.</param>
/// <param name="Offset">Where it starts in the flat buffer.</param>
/// <param name="Initialization">How it starts.</param>
internal sealed record ParameterTensor(
    string Name, int Rows, int Columns, bool IsVector, int Offset, Initialization Initialization)
{
    /// <summary>Rows that start at one, whatever the others do.</summary>
    public Rows? Ones { get; init; }

    /// <summary>Rows that start at zero, whatever the others do.</summary>
    public Rows? Zeros { get; init; }

    public int Length => Rows * Columns;

    public override string ToString() => Name;

    /// <summary>The whole tensor as one block.</summary>
    public ParameterBlock Whole => new(this, 0, Rows);

    /// <summary>Some of its rows.</summary>
    public ParameterBlock Block(Rows rows) => new(this, rows.First, rows.Count);
}

/// <summary>Consecutive rows.</summary>
internal readonly record struct Rows(int First, int Count);

/// <summary>Some consecutive rows of a tensor.</summary>
internal sealed record ParameterBlock(ParameterTensor Tensor, int FirstRow, int Rows)
{
    public int Columns => Tensor.Columns;

    /// <summary>Where the block starts in the flat buffer.</summary>
    public int Offset => Tensor.Offset + (FirstRow * Tensor.Columns);

    /// <summary>Tensor and rows. The record's own text would print the tensor, the tensor's its blocks, and so on without end.</summary>
    public override string ToString() => $"{Tensor.Name}[{FirstRow}..{FirstRow + Rows}]";

    /// <summary>W·v</summary>
    public static Node operator *(ParameterBlock weights, Node vector) => vector.Graph.MatVec(weights, vector);
}

/// <summary>How a tensor starts (Keras's defaults, which train better than uniform noise).</summary>
internal enum Initialization
{
    /// <summary>All zero.</summary>
    Zeros,

    /// <summary>Uniform on ±√(6 / (rows + columns)) (Glorot and Bengio 2010).</summary>
    GlorotUniform,

    /// <summary>Uniform on ±0.05, as Keras's embeddings.</summary>
    Embedding,

    /// <summary>Orthonormal rows or columns, whichever are fewer (Saxe et al. 2014).</summary>
    Orthogonal,
}
