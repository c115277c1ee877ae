using System.Globalization;

namespace RnnGen;

/// <summary>A line of text that is put together in a given buffer; what does not fit is left out.</summary>
internal ref struct LineText(Span<char> buffer)
{
    private readonly Span<char> buffer = buffer;

    /// <summary>Number of characters so far. May be set to a smaller number, to write the rest anew.</summary>
    public int Length { get; set; }

    /// <summary>Whether nothing more fits.</summary>
    public readonly bool IsFull => Length == buffer.Length;

    public readonly ReadOnlySpan<char> Text => buffer[..Length];

    public void Append(scoped ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, buffer.Length - Length)];
        text.CopyTo(buffer[Length..]);
        Length += text.Length;
    }

    public void Append(char character, int count)
    {
        count = Math.Clamp(count, 0, buffer.Length - Length);
        buffer.Slice(Length, count).Fill(character);
        Length += count;
    }

    public void Append<T>(T number, ReadOnlySpan<char> format = default)
        where T : struct, ISpanFormattable
    {
        Span<char> digits = stackalloc char[32];
        number.TryFormat(digits, out int written, format, CultureInfo.InvariantCulture);
        Append(digits[..written]);
    }
}
