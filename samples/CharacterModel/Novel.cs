namespace CharacterModel;

/// <summary>The text, as numbers.</summary>
internal sealed class Novel
{
    private Novel(string text)
    {
        Letters = string.Concat(text.Distinct().Order());
        int[] ids = [.. text.Select(letter => Letters.IndexOf(letter, StringComparison.Ordinal))];
        int test = ids.Length * 9 / 10;
        Training = ids[..test];
        Test = ids[test..];
    }

    /// <summary>Every character there is; a character's number is its place.</summary>
    public string Letters { get; }

    /// <summary>The first nine tenths.</summary>
    public int[] Training { get; }

    /// <summary>The rest, which nothing is trained on.</summary>
    public int[] Test { get; }

    public static Novel Read()
    {
        using Stream stream = typeof(Novel).Assembly.GetManifestResourceStream("austen.txt")!;
        using var reader = new StreamReader(stream);
        return new Novel(reader.ReadToEnd());
    }

    public int[] Encode(string text) => [.. text.Select(letter => Letters.IndexOf(letter, StringComparison.Ordinal))];

    public string Decode(ReadOnlySpan<int> ids)
    {
        char[] text = new char[ids.Length];
        for (int index = 0; index < ids.Length; index++)
        {
            text[index] = Letters[ids[index]];
        }

        return new string(text);
    }
}
