using RnnGen.Runtime;

namespace RnnGen;

/// <summary>
/// Write access to a model's parameters. Dispose it when done: whatever a model derives from its parameters is brought
/// up to date then, in one place, so it can never be stale. Until then the model computes nothing: its calls throw an
/// <see cref="InvalidOperationException"/>.
/// </summary>
/// <remarks>
/// A model has one edit at a time. A new one takes the place of one that is still open, which is how an edit that was never
/// disposed is made good. Edits are for one thread, while no other uses the model.
/// </remarks>
/// <example><code>
/// using (ParameterEdit edit = model.EditParameters())
/// {
///     edit.Values.Fill(0.01f);
/// }
/// </code></example>
public readonly ref struct ParameterEdit
{
    private readonly ParameterBuffer? buffer;
    private readonly int version;

    internal ParameterEdit(ParameterBuffer buffer, int version)
    {
        this.buffer = buffer;
        this.version = version;
    }

    /// <summary>Every parameter of the model, laid out as its parameter table says. Do not keep the span beyond the edit.</summary>
    /// <exception cref="InvalidOperationException">The edit is over: it was disposed, or another was opened after it.</exception>
    public Span<float> Values => buffer is not null && buffer.Version == version
        ? buffer.WritableValues
        : throw new InvalidOperationException(
            "This edit of the parameters is over, because it was disposed or because another edit was opened after it. Open one with EditParameters() and write before it is disposed.");

    /// <summary>Ends the edit. Again, or after another edit was opened, it does nothing.</summary>
    public void Dispose() => buffer?.EndEdit(version);
}
