namespace LearningTasks;

/// <summary>
/// Strings of the embedded Reber grammar (S. Hochreiter, J. Schmidhuber, <em>Long Short-Term Memory</em>, 1997, section 5.1): what stands before a string of the Reber grammar has to stand behind it.
/// </summary>
internal sealed class ReberGrammar(Random random)
{
    public const string Letters = "BEPSTVX";

    /// <summary>For each state, which letters may come and where they lead; −1 is the end.</summary>
    private static readonly (char Letter, int Next)[][] Transitions =
    [
        [('B', 1)], [('T', 2), ('P', 3)], [('S', 2), ('X', 4)], [('T', 3), ('V', 5)], [('X', 3), ('S', 6)], [('P', 4), ('V', 6)], [('E', -1)],
    ];

    /// <summary>A string of the grammar.</summary>
    public string Next()
    {
        char outer = random.Next(2) == 0 ? 'T' : 'P';
        return $"B{outer}{Inner()}{outer}E";
    }

    /// <summary>A string with one letter replaced by another.</summary>
    public string NextCorrupted()
    {
        char[] text = Next().ToCharArray();
        int at = random.Next(text.Length);
        string others = Letters.Replace(text[at].ToString(), "", StringComparison.Ordinal);
        text[at] = others[random.Next(others.Length)];
        return new string(text);
    }

    private string Inner()
    {
        string text = "";
        for (int state = 0; state >= 0;)
        {
            (char letter, int next) = Transitions[state][random.Next(Transitions[state].Length)];
            text += letter;
            state = next;
        }

        return text;
    }
}
