namespace RnnGen.Generator.Networks.Layers;

/// <summary>Options that several layers have.</summary>
internal static class LayerOptions
{
    /// <summary>The layer's name, in place of an automatic one.</summary>
    public static TextOption Name { get; } = new("Name");

    /// <summary>The layers it reads, by name, in place of the one before it.</summary>
    public static NamesOption From { get; } = new("From");

    /// <summary>What every layer has.</summary>
    public static IReadOnlyList<LayerOption> Common { get; } = [Name, From];

    /// <summary>The number of units.</summary>
    public static IntegerOption Units { get; } = new("Units", 1, Limits.Units);
}
