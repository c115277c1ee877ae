using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>Hands out consecutive places in the flat parameter buffer.</summary>
internal sealed class ParameterLayout
{
    private readonly Dictionary<string, int> reserved = [];

    /// <summary>Parameters so far. Where they are more than a buffer can hold there is no network, and only the rules ask.</summary>
    public long Count { get; private set; }

    public ParameterTensor Matrix(string name, int rows, int columns, Initialization initialization) =>
        Place(new ParameterTensor(name, rows, columns, IsVector: false, 0, initialization));

    /// <param name="name">Its name in files.</param>
    /// <param name="length">How many parameters.</param>
    /// <param name="ones">Those that start at one; all others start at zero.</param>
    public ParameterTensor Vector(string name, int length, Rows? ones = null) =>
        Place(new ParameterTensor(name, length, 1, IsVector: true, 0, Initialization.Zeros) { Ones = ones });

    /// <summary>Keeps places for tensors that will be asked for in another order.</summary>
    public void Reserve(IReadOnlyList<ParameterTensor> tensors)
    {
        foreach (ParameterTensor tensor in tensors)
        {
            // Of a faulty declaration two layers may have one name.
            reserved[tensor.Name] = Take(tensor);
        }
    }

    private ParameterTensor Place(ParameterTensor tensor) =>
        tensor with { Offset = reserved.TryGetValue(tensor.Name, out int offset) ? offset : Take(tensor) };

    private int Take(ParameterTensor tensor)
    {
        int offset = (int)Math.Min(Count, int.MaxValue);
        Count += (long)tensor.Rows * tensor.Columns;
        return offset;
    }
}
