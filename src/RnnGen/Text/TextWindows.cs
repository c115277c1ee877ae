namespace RnnGen;

/// <summary>A long text as samples of a network that says which token comes next.</summary>
public static class TextWindows
{
    /// <summary>
    /// Windows that follow each other: the inputs are the text itself, and the targets the same text one token further on, so that nothing is copied. What is left at the end is left out.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="length">Tokens of a window: the network's sequence length, at least 1.</param>
    /// <returns>Inputs and targets of <c>(text.Length − 1) / length</c> samples, as <c>Fit</c> takes them; with <see cref="FitOptions.CarryState"/> each goes on where the one before has ended.</returns>
    /// <exception cref="ArgumentException">The text has no whole window.</exception>
    public static (ReadOnlyMemory<int> Inputs, ReadOnlyMemory<int> Targets) NextTokens(ReadOnlyMemory<int> text, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        int tokens = (text.Length - 1) / length * length;
        return tokens > 0
            ? (text[..tokens], text.Slice(1, tokens))
            : throw new ArgumentException(Invariant($"A window of {length} tokens, and the token after it, need {length + 1L}, but the text has {text.Length}."), nameof(text));
    }
}
