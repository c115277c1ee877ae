using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>Hands out consecutive places in the flat parameter buffer.</summary>
internal sealed class ParameterLayout
{
    public int Count { get; private set; }

    public ParameterTensor Matrix(string name, int rows, int columns, Initialization initialization, int gates = 1) =>
        Place(name, rows, columns, isVector: false, initialization, gates);

    public ParameterTensor Vector(string name, int length, Initialization initialization = Initialization.Zeros, int gates = 1) =>
        Place(name, length, 1, isVector: true, initialization, gates);

    private ParameterTensor Place(string name, int rows, int columns, bool isVector, Initialization initialization, int gates)
    {
        var tensor = new ParameterTensor(name, rows, columns, isVector, Count, initialization, gates);
        Count = checked(Count + tensor.Length);
        return tensor;
    }
}
