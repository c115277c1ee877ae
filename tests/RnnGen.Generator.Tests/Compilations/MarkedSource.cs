namespace RnnGen.Generator.Tests.Compilations;

/// <summary>Source text with one place marked <c>[|so|]</c>.</summary>
internal sealed class MarkedSource
{
    private const string Open = "[|";
    private const string Close = "|]";

    public MarkedSource(string marked)
    {
        Start = marked.IndexOf(Open, StringComparison.Ordinal);
        int end = marked.IndexOf(Close, StringComparison.Ordinal) - Open.Length;
        Assert.True(Start >= 0 && end >= Start, $"Mark one place with {Open} and {Close} in:\n{marked}");
        Text = marked.Replace(Open, "", StringComparison.Ordinal).Replace(Close, "", StringComparison.Ordinal);
        Length = end - Start;
        Assert.Equal(Text.Length + Open.Length + Close.Length, marked.Length);
    }

    /// <summary>The source without the marks.</summary>
    public string Text { get; }

    /// <summary>Index of the first marked character in <see cref="Text"/>.</summary>
    public int Start { get; }

    /// <summary>Number of marked characters.</summary>
    public int Length { get; }

    /// <summary>The marked text.</summary>
    public string Marked => Text.Substring(Start, Length);
}
