using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Networks.Layers;

/// <summary>
/// What there is to know about one kind of layer before there is one. Each is the static property <c>Definition</c> of a layer, where <see cref="LayerRegistry"/> finds it.
/// </summary>
/// <param name="name">The attribute's name without its suffix: <c>Lstm</c>.</param>
/// <param name="prefix">What automatic names of such layers start with: <c>lstm</c>.</param>
/// <param name="options">Its own options, those of the attribute's constructor first and in order.</param>
/// <param name="create">Makes one.</param>
internal sealed class LayerDefinition(string name, string prefix, IReadOnlyList<LayerOption> options, Func<LayerSource, Layer> create)
{
    public string Name { get; } = name;

    public string Prefix { get; } = prefix;

    /// <summary>All options, its own before the name that every layer may have.</summary>
    public IReadOnlyList<LayerOption> Options { get; } = [.. options, LayerOptions.Name];

    /// <summary>Whether it reads several layers, all of which are named.</summary>
    public bool TakesSeveral => Options.Contains(LayerOptions.Layers);

    /// <summary>Whether the layers it reads must have equal sizes.</summary>
    public bool InputsHaveOneSize { get; init; }

    /// <summary>Whether it reads token ids, which a network takes in place of features: it stands first.</summary>
    public bool ReadsTokens { get; init; }

    /// <summary>Whether such a layer may be the last of a network.</summary>
    public bool MayBeLast { get; init; }

    /// <summary>The activation that a loss may take over, so that the layer gives logits; null where there is none, as in a cell.</summary>
    public ActivationOption? OutputActivation { get; init; }

    /// <summary>Where the layer's size is written; null where it follows from its inputs.</summary>
    public string? SizeOption => Options.FirstOrDefault(static option => option is IntegerOption { IsRequired: true })?.Name;

    /// <summary>The layer of a declaration.</summary>
    public Layer Create(LayerSource source)
    {
        Layer trial = create(source with { Layout = new ParameterLayout() });
        source.Layout.Reserve(ParameterOrder.Of(trial));
        return create(source);
    }

    /// <summary>The layer as the attribute has it: <c>Lstm(20)</c>.</summary>
    public string Describe(LayerDeclaration layer) =>
        $"{Name}({string.Join(", ", Options.Where(static option => option.IsRequired).Select(option => option.Text(layer)))})";

    /// <summary>Whether every option has a value that it may have.</summary>
    public bool IsSound(LayerDeclaration layer) => Options.All(option => option.IsSound(layer));

    /// <summary>The layer with sound values in place of those that are not.</summary>
    public LayerDeclaration Mend(LayerDeclaration layer) => Options.Aggregate(layer, static (mended, option) => option.Mend(mended));
}

/// <summary>What a layer is made from.</summary>
/// <param name="Declaration">Its attribute.</param>
/// <param name="Owner">The name it is declared by.</param>
/// <param name="InputSizes">Features of each of its inputs.</param>
/// <param name="Layout">Where its parameters go.</param>
internal sealed record LayerSource(LayerDeclaration Declaration, string Owner, IReadOnlyList<int> InputSizes, ParameterLayout Layout)
{
    /// <summary>Whether it is the second direction of a bidirectional layer.</summary>
    public bool IsReverse { get; init; }

    /// <summary>The layer's own name.</summary>
    public string Name => IsReverse ? Owner + ".reverse" : Owner;

    /// <summary>Features of the only input.</summary>
    public int InputSize => InputSizes.Count == 1 ? InputSizes[0] : throw new InvalidOperationException($"{Name} takes one input, not {InputSizes.Count}.");

    /// <summary>The name of a tensor in files, as PyTorch has it: <c>lstm1.weight_ih_l0_reverse</c>.</summary>
    public string Tensor(string name) => $"{Owner}.{name}{(IsReverse ? "_reverse" : "")}";
}
