namespace RnnGen;

/// <summary>
/// Base of the attributes that declare a layer. The layers of a network are the layer attributes of its class, in the
/// order written, below <see cref="RnnModelAttribute"/>; each takes the output of the one above it at the same step, or of those that it names.
/// </summary>
/// <remarks>
/// All layer attributes of a class belong on one and the same part of it. Only the attributes of this library declare
/// layers; deriving another one from this class is reported as RNN023.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>
    /// The layer's name: the first part of the names of its parameter tensors (<c>encoder.weight_ih_l0</c>), in files too.
    /// ASCII letters, digits and underscores, starting with a letter; unlike every other layer's name in more than case.
    /// </summary>
    /// <value>
    /// By default the kind and the layer's number among those of its kind, from 1: <c>rnn1</c>, <c>lstm1</c>, <c>lstm2</c>,
    /// <c>gru1</c>, <c>dense1</c>. A layer with a name of its own counts too, so naming one renames no other.
    /// </value>
    public string? Name { get; set; }
}
