using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>
/// The four tensors of a recurrent layer in PyTorch's layout: gates stacked in rows, two biases. [gates·units, inputs],
/// [gates·units, units], [gates·units], [gates·units].
/// </summary>
internal sealed class RecurrentWeights
{
    /// <param name="source">What the layer is made from.</param>
    /// <param name="gates">Number of gates.</param>
    /// <param name="units">Units of each.</param>
    /// <param name="open">The gate whose input bias starts at one, so that it begins open; null where all start at zero.</param>
    public RecurrentWeights(LayerSource source, int gates, int units, int? open = null)
    {
        (ParameterLayout layout, int inputs) = (source.Layout, source.InputSize);
        Rows[] rows = [.. Enumerable.Range(0, gates).Select(gate => new Rows(gate * units, units))];
        ParameterTensor weightIh = layout.Matrix(source.Tensor("weight_ih_l0"), gates * units, inputs, Initialization.GlorotUniform);
        ParameterTensor weightHh = layout.Matrix(source.Tensor("weight_hh_l0"), gates * units, units, Initialization.Orthogonal);
        ParameterTensor biasIh = layout.Vector(source.Tensor("bias_ih_l0"), gates * units, ones: open is { } gate ? rows[gate] : null);
        ParameterTensor biasHh = layout.Vector(source.Tensor("bias_hh_l0"), gates * units);
        Tensors = [weightIh, weightHh, biasIh, biasHh];
        W = [.. rows.Select(weightIh.Block)];
        U = [.. rows.Select(weightHh.Block)];
        B = [.. rows.Select(biasIh.Block)];
        D = [.. rows.Select(biasHh.Block)];
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
