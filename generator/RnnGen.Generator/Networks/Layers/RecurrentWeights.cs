using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>
/// The four tensors of a recurrent layer in PyTorch's layout: gates stacked in rows, two biases. [gates·units, inputs],
/// [gates·units, units], [gates·units], [gates·units].
/// </summary>
internal sealed class RecurrentWeights
{
    public RecurrentWeights(ParameterLayout layout, string layer, int gates, int inputs, int units, Initialization inputBias = Initialization.Zeros)
    {
        ParameterTensor weightIh = layout.Matrix($"{layer}.weight_ih_l0", gates * units, inputs, Initialization.GlorotUniform);
        ParameterTensor weightHh = layout.Matrix($"{layer}.weight_hh_l0", gates * units, units, Initialization.Orthogonal);
        ParameterTensor biasIh = layout.Vector($"{layer}.bias_ih_l0", gates * units, inputBias);
        ParameterTensor biasHh = layout.Vector($"{layer}.bias_hh_l0", gates * units);
        Tensors = [weightIh, weightHh, biasIh, biasHh];
        W = weightIh.Gates(gates);
        U = weightHh.Gates(gates);
        B = biasIh.Gates(gates);
        D = biasHh.Gates(gates);
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
}
