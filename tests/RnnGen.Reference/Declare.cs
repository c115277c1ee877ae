using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;

namespace RnnGen.Reference;

/// <summary>
/// Writes declarations as a user would, without Roslyn:
/// <c>Declare.Model(50, 1).Lstm(20).Dense(10)</c>. Arguments that are left out are not written, so defaults apply.
/// </summary>
/// <param name="Declaration">What is declared so far.</param>
internal sealed record Declare(ModelDeclaration Declaration)
{
    /// <summary>A model without layers.</summary>
    public static Declare Model(
        int sequenceLength,
        int? inputSize,
        Topology topology = Topology.ManyToOne,
        Loss loss = Loss.MeanSquaredError,
        int? outputSteps = null,
        string name = "Model") =>
        new(new ModelDeclaration("", default, name, sequenceLength, inputSize, topology, loss, outputSteps, 0, default));

    /// <summary>A model of token ids, which begins with an embedding.</summary>
    public static Declare Tokens(
        int sequenceLength, int vocabularySize, int size, Topology topology = Topology.ManyToOne, Loss loss = Loss.MeanSquaredError, int? paddingIndex = null, string name = "Model") =>
        Model(sequenceLength, null, topology, loss, name: name)
            .Layer("Embedding", ("VocabularySize", vocabularySize), ("Size", size), ("PaddingIndex", paddingIndex));

    public Declare SimpleRnn(int units, Activation? activation = null, string? name = null) =>
        Layer("SimpleRnn", ("Units", units), ("Activation", activation), ("Name", name));

    public Declare Lstm(int units, Activation? activation = null, Activation? recurrentActivation = null, string? name = null) =>
        Layer("Lstm", ("Units", units), ("Activation", activation), ("RecurrentActivation", recurrentActivation), ("Name", name));

    public Declare Gru(
        int units, Activation? activation = null, Activation? recurrentActivation = null, bool? resetAfter = null, string? name = null) =>
        Layer(
            "Gru", ("Units", units), ("Activation", activation), ("RecurrentActivation", recurrentActivation), ("ResetAfter", resetAfter), ("Name", name));

    public Declare Dense(int units, Activation? activation = null, string? name = null) =>
        Layer("Dense", ("Units", units), ("Activation", activation), ("Name", name));

    /// <summary>Any layer, by the name of its attribute; arguments that are null are not written.</summary>
    public Declare Layer(string kind, params (string Name, object? Value)[] arguments)
    {
        var layer = new LayerDeclaration(kind, new EquatableArray<LayerArgument>(arguments
            .Where(argument => argument.Value is not null)
            .OrderBy(argument => argument.Name, StringComparer.Ordinal)
            .Select(argument => new LayerArgument(argument.Name, argument.Value!))));
        return new Declare(Declaration with { Layers = new EquatableArray<LayerDeclaration>([.. Declaration.Layers, layer]) });
    }

    /// <summary>The same model with <paramref name="steps"/> steps per emitted block.</summary>
    public Declare Unroll(int steps) => new(Declaration with { Unroll = steps });

    /// <summary>The same model, whose loss spreads some of a class's probability over all classes.</summary>
    public Declare Smoothed(double smoothing) => new(Declaration with { LabelSmoothing = smoothing });

    /// <summary>The same model, whose gradient is cut every so many steps.</summary>
    public Declare Truncated(int steps) => new(Declaration with { TruncatedSteps = steps });

    /// <summary>The same model, whose sequences may be shorter.</summary>
    public Declare OfAnyLength() => new(Declaration with { VariableLength = true });

    /// <summary>The same model, whose callers give and get states.</summary>
    public Declare Stateful() => new(Declaration with { Stateful = true });

    /// <summary>The network it declares.</summary>
    public Network Network() => Generator.Networks.Network.Create(Declaration);
}
