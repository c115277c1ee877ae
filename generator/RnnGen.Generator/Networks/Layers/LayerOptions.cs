namespace RnnGen.Generator.Networks.Layers;

/// <summary>Options that several layers have.</summary>
internal static class LayerOptions
{
    /// <summary>The largest part that dropout may take: something has to be left.</summary>
    public const double LargestRate = 0.99;

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

    /// <summary>The part of the inputs that training drops, the same at each step.</summary>
    public static NumberOption Dropout { get; } = new("Dropout", 0, LargestRate, byDefault: 0);

    /// <summary>The part of what the step before has said that training drops, the same at each step.</summary>
    public static NumberOption RecurrentDropout { get; } = new("RecurrentDropout", 0, LargestRate, byDefault: 0);

    /// <summary>What every recurrent layer has.</summary>
    public static IReadOnlyList<LayerOption> Recurrent { get; } = [From, Bidirectional, Merge, LearnInitialState, Dropout, RecurrentDropout];
}
