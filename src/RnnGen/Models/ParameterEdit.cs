namespace RnnGen;

/// <summary>
/// Write access to a model's parameters. Dispose it when done: whatever a model derives from its parameters is brought
/// up to date then, in one place, so it can never be stale.
/// </summary>
/// <example><code>
/// using (ParameterEdit edit = model.EditParameters())
/// {
///     edit.Values.Fill(0.01f);
/// }
/// </code></example>
public readonly ref struct ParameterEdit
{
    private readonly ParameterBuffer buffer;

    internal ParameterEdit(ParameterBuffer buffer) => this.buffer = buffer;

    /// <summary>Every parameter of the model, laid out as its parameter table says.</summary>
    public Span<float> Values => buffer.WritableValues;

    /// <summary>Ends the edit.</summary>
    public void Dispose() => buffer.EndEdit();
}
