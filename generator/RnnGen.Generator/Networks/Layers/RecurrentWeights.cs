using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>
/// The four tensors of a recurrent layer in PyTorch's layout: gates stacked in rows, two biases. [gates·units, inputs],
/// [gates·units, units], [gates·units], [gates·units].
/// </summary>
internal sealed class RecurrentWeights
{
    public RecurrentWeights(LayerSource source, int gates, int units, Initialization inputBias = Initialization.Zeros)
    {
        (ParameterLayout layout, int inputs) = (source.Layout, source.InputSize);
        ParameterTensor weightIh = layout.Matrix(source.Tensor("weight_ih_l0"), gates * units, inputs, Initialization.GlorotUniform, gates);
        ParameterTensor weightHh = layout.Matrix(source.Tensor("weight_hh_l0"), gates * units, units, Initialization.Orthogonal, gates);
        ParameterTensor biasIh = layout.Vector(source.Tensor("bias_ih_l0"), gates * units, inputBias, gates);
        ParameterTensor biasHh = layout.Vector(source.Tensor("bias_hh_l0"), gates * units, gates: gates);
        Tensors = [weightIh, weightHh, biasIh, biasHh];
        W = weightIh.Gates;
        U = weightHh.Gates;
        B = biasIh.Gates;
        D = biasHh.Gates;
    }

    public IReadOnlyList<ParameterTensor> Tensors { get; }

    /// <summary>Input weights of each gate.</summary>
    public ParameterBlock[] W { get; }

    /// <summary>Recurrent weights of each gate.</summary>
    public ParameterBlock[] U { get; }

    /// <summary>Input bias of each gate.</summary>
    public ParameterBlock[] B { get; }

    /// <summary>Recurrent bias of each gate.</summary>
    public ParameterBlock[] D { get; }

    /// <summary>The two biases of each of the first gates, which add them.</summary>
    public IReadOnlyList<(ParameterBlock First, ParameterBlock Second)> Biases(int gates) => [.. Enumerable.Range(0, gates).Select(gate => (B[gate], D[gate]))];
}
