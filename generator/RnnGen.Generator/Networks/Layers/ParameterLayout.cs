using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>Hands out consecutive places in the flat parameter buffer.</summary>
internal sealed class ParameterLayout
{
    public int Count { get; private set; }

    public ParameterTensor Matrix(string name, int rows, int columns, Initialization initialization) =>
        Place(name, rows, columns, isVector: false, initialization);

    public ParameterTensor Vector(string name, int length, Initialization initialization = Initialization.Zeros) =>
        Place(name, length, 1, isVector: true, initialization);

    private ParameterTensor Place(string name, int rows, int columns, bool isVector, Initialization initialization)
    {
        var tensor = new ParameterTensor(name, rows, columns, isVector, Count, initialization);
        Count = checked(Count + tensor.Length);
        return tensor;
    }
}
