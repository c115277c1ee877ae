namespace Tagging;

/// <summary>The parts of speech, which are the network's classes: twelve that nearly every language has (S. Petrov, D. Das, R. McDonald, 2012).</summary>
internal static class Tag
{
    public const int Count = 12;

    private static readonly string[] Names = ["NOUN", "VERB", "ADJ", "ADV", "PRON", "DET", "ADP", "NUM", "CONJ", "PRT", "X", "."];

    public static string Name(int tag) => Names[tag];

    public static int Parse(ReadOnlySpan<char> name)
    {
        for (int tag = 0; tag < Names.Length; tag++)
        {
            if (name.SequenceEqual(Names[tag]))
            {
                return tag;
            }
        }

        throw new InvalidDataException($"'{name}' is no part of speech. There are: {string.Join(' ', Names)}.");
    }
}
