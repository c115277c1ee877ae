namespace RnnGen.Generator.Declarations;

/// <summary>The kinds of layers there are; a new layer attribute gets an entry here.</summary>
internal static class LayerKinds
{
    // Activations by the properties of the attributes, which share these names.
    private const string Activation = nameof(Activation);
    private const string RecurrentActivation = nameof(RecurrentActivation);

    public static IReadOnlyList<LayerKind> All { get; } =
    [
        new("SimpleRnn", "rnn", IsOutput: true, new([Activation]), AllowsSoftmax: false, Gates(1), KeptPerUnit: 2), // W x + U h, h
        new("Lstm", "lstm", IsOutput: false, new([Activation, RecurrentActivation]), AllowsSoftmax: false, Gates(4), KeptPerUnit: 7), // i, f, g, o, c, τ(c), h
        new("Gru", "gru", IsOutput: false, new([Activation, RecurrentActivation]), AllowsSoftmax: false, Gates(3), KeptPerUnit: 5), // r, z, n, U_n h, h
        new("Dense", "dense", IsOutput: true, new([Activation]), AllowsSoftmax: true, static (inputs, units) => units * (inputs + 1), KeptPerUnit: 2), // W x, y
    ];

    /// <summary>The kind of that name, or null where there is none.</summary>
    public static LayerKind? Find(string name)
    {
        foreach (LayerKind kind in All)
        {
            if (kind.Name == name)
            {
                return kind;
            }
        }

        return null;
    }

    // Per gate: weight_ih [units, inputs], weight_hh [units, units], bias_ih [units], bias_hh [units].
    private static Func<long, long, long> Gates(int gates) => (inputs, units) => gates * units * (inputs + units + 2);
}
