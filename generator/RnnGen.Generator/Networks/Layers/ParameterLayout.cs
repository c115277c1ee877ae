using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>Hands out consecutive places in the flat parameter buffer.</summary>
internal sealed class ParameterLayout
{
    /// <summary>Parameters so far. Where they are more than a buffer can hold there is no network, and only the rules ask.</summary>
    public long Count { get; private set; }

    public ParameterTensor Matrix(string name, int rows, int columns, Initialization initialization) =>
        Place(new ParameterTensor(name, rows, columns, IsVector: false, Next, initialization));

    /// <param name="name">Its name in files.</param>
    /// <param name="length">How many parameters.</param>
    /// <param name="ones">Those that start at one; all others start at zero.</param>
    public ParameterTensor Vector(string name, int length, Rows? ones = null) =>
        Place(new ParameterTensor(name, length, 1, IsVector: true, Next, Initialization.Zeros) { Ones = ones });

    private int Next => (int)Math.Min(Count, int.MaxValue);

    private ParameterTensor Place(ParameterTensor tensor)
    {
        Count += (long)tensor.Rows * tensor.Columns;
        return tensor;
    }
}
