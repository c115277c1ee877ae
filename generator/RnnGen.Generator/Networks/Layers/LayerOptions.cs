namespace RnnGen.Generator.Networks.Layers;

/// <summary>Options that several layers have.</summary>
internal static class LayerOptions
{
    /// <summary>The layer's name, in place of an automatic one.</summary>
    public static TextOption Name { get; } = new("Name");

    /// <summary>The layer it reads, by name, in place of the one before it.</summary>
    public static TextOption From { get; } = new("From");

    /// <summary>The layers that a layer with several inputs reads, by name.</summary>
    public static NamesOption Layers { get; } = new("Layers", isRequired: true);

    /// <summary>The number of units.</summary>
    public static IntegerOption Units { get; } = new("Units", 1, Limits.Units);

    /// <summary>Whether a second layer walks the sequence from its end.</summary>
    public static FlagOption Bidirectional { get; } = new("Bidirectional");

    /// <summary>How the two directions become one output.</summary>
    public static ChoiceOption<Merge> Merge { get; } = new("Merge", RnnGen.Merge.Concat) { Needs = Bidirectional };

    /// <summary>Whether the states before the first step are parameters.</summary>
    public static FlagOption LearnInitialState { get; } = new("LearnInitialState");

    /// <summary>What every recurrent layer has.</summary>
    public static IReadOnlyList<LayerOption> Recurrent { get; } = [From, Bidirectional, Merge, LearnInitialState];
}
