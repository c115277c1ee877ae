using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>Hands out consecutive places in the flat parameter buffer.</summary>
internal sealed class ParameterLayout
{
    /// <summary>Parameters so far. Where they are more than a buffer can hold there is no network, and only the rules ask.</summary>
    public long Count { get; private set; }

    public ParameterTensor Matrix(string name, int rows, int columns, Initialization initialization, int gates = 1) =>
        Place(name, rows, columns, isVector: false, initialization, gates);

    public ParameterTensor Vector(string name, int length, Initialization initialization = Initialization.Zeros, int gates = 1) =>
        Place(name, length, 1, isVector: true, initialization, gates);

    private ParameterTensor Place(string name, int rows, int columns, bool isVector, Initialization initialization, int gates)
    {
        var tensor = new ParameterTensor(name, rows, columns, isVector, (int)Math.Min(Count, int.MaxValue), initialization, gates);
        Count += (long)rows * columns;
        return tensor;
    }
}
