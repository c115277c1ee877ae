namespace RnnGen.Generator.Declarations;

/// <summary>What the rules need to know about one kind of layer.</summary>
/// <param name="Name">The attribute's name without its suffix: <c>Lstm</c>.</param>
/// <param name="Prefix">What automatic names of such layers start with: <c>lstm</c>.</param>
/// <param name="IsOutput">Whether such a layer may be the last of a network.</param>
/// <param name="Activations">The attribute properties that hold an activation.</param>
/// <param name="AllowsSoftmax">Whether those may be a softmax, and whether a loss may take over the activation; inside a cell neither goes.</param>
/// <param name="Parameters">Number of parameters, of the number of inputs and of units.</param>
/// <param name="KeptPerUnit">How many values per unit and step backpropagation through time keeps at most.</param>
internal sealed record LayerKind(
    string Name,
    string Prefix,
    bool IsOutput,
    EquatableArray<string> Activations,
    bool AllowsSoftmax,
    Func<long, long, long> Parameters,
    int KeptPerUnit);
