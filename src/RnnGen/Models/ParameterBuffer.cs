using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>Brings what is derived from the parameters up to date.</summary>
/// <param name="storage">The parameters, and the room behind them for what is derived.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void ParameterRefresh(Span<float> storage);

/// <summary>
/// A model's parameters: one flat buffer on a 64-byte boundary, read freely and written through an edit. Copies of the parameters in
/// another layout lie behind them in the same memory and are refreshed when an edit ends, and only then. Until then the two disagree, so
/// nothing computes with them.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ParameterBuffer
{
    private readonly AlignedBuffer storage;
    private readonly int length;
    private readonly ParameterRefresh refresh;
    private int version;

    /// <summary>Creates a buffer of zeros.</summary>
    /// <param name="length">Number of parameters.</param>
    /// <param name="storageLength">Floats of the parameters and of what is derived from them; at least <paramref name="length"/>.</param>
    /// <param name="refresh">Called at the end of every edit.</param>
    public ParameterBuffer(int length, int storageLength, ParameterRefresh refresh)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(storageLength, length);
        // Kernels read whole vectors: a few floats more, so that the last one ends inside.
        const int Slack = 16;
        storage = new AlignedBuffer(storageLength + Slack);
        this.length = length;
        this.refresh = refresh;
    }

    /// <summary>The parameters.</summary>
    public ReadOnlySpan<float> Values => storage.Span[..length];

    /// <summary>The first parameter, for kernels.</summary>
    internal ref float Origin => ref storage.Origin;

    internal Span<float> WritableValues => storage.Span[..length];

    /// <summary>
    /// Tells one content from another: it changes when an edit begins and when it ends, and is odd in between. That is all a call has to look at.
    /// </summary>
    internal int Version => version;

    /// <summary>Whether an edit has begun that has not ended.</summary>
    internal bool IsBeingEdited => (version & 1) != 0;

    /// <summary>
    /// Opens the parameters for writing. One edit is open at a time: an earlier one that was not disposed is over from now on, so an edit that was forgotten
    /// is made good by another.
    /// </summary>
    public ParameterEdit Edit()
    {
        version = unchecked((version + 1) | 1);
        return new ParameterEdit(this, version);
    }

    /// <summary>Copies the parameters into another buffer of the same model.</summary>
    /// <param name="other">The buffer whose parameters become the same; what is derived from them is refreshed.</param>
    /// <exception cref="InvalidOperationException">An edit of these parameters is open.</exception>
    public void CopyTo(ParameterBuffer other)
    {
        ArgumentNullException.ThrowIfNull(other);
        RequireNoEdit();
        using ParameterEdit edit = other.Edit();
        Values.CopyTo(edit.Values);
    }

    /// <summary>Ends the edit that began with a version; nothing if it is over already.</summary>
    internal void EndEdit(int begun)
    {
        if (version != begun)
        {
            return;
        }

        refresh.Invoke(storage.Span);
        version = unchecked(begun + 1);
    }

    /// <summary>Requires that what is derived from the parameters is up to date.</summary>
    /// <exception cref="InvalidOperationException">An edit is open.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void RequireNoEdit()
    {
        if (IsBeingEdited)
        {
            ThrowBeingEdited();
        }
    }

    [DoesNotReturn]
    private static void ThrowBeingEdited() => throw new InvalidOperationException(
        "An edit of the model's parameters is open: dispose the ParameterEdit before the model is used, best by a 'using' statement around the code that writes. "
        + "If that edit is out of reach, open another with EditParameters() and dispose it.");
}
