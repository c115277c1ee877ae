using System.Globalization;
using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace RnnGen.Generator.Tests.Snapshots;

/// <summary>Compares generated files with verified ones and says what differs.</summary>
internal static class SnapshotComparison
{
    private const int ContextLines = 3;

    // No byte-order mark, and an error rather than a replacement character for what is not Unicode.
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is wrong, or null.</summary>
    /// <param name="folder">The folder of the snapshots.</param>
    /// <param name="test"><c>Class.Method</c>.</param>
    /// <param name="sources">Generated text by hint name.</param>
    /// <param name="accept">Whether to make verified files of what was generated, and delete leftover ones.</param>
    public static string? Compare(string folder, string test, IReadOnlyDictionary<string, string> sources, bool accept)
    {
        var problems = new StringBuilder();
        var paths = new HashSet<string>();
        foreach ((string hintName, string text) in sources.OrderBy(static source => source.Key, StringComparer.Ordinal))
        {
            string path = SnapshotFiles.PathOf(folder, test, hintName);
            if (!paths.Add(path))
            {
                problems.Append(CultureInfo.InvariantCulture, $"Two generated files have the snapshot {Path.GetFileName(path)}: give the models different names.\n");
                continue;
            }

            string received = $"//HintName: {hintName}\n{text}";
            if (accept)
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(path + SnapshotFiles.Verified, received, Encoding);
                File.Delete(path + SnapshotFiles.Received);
            }
            else if (Difference(path, received) is { } difference)
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(path + SnapshotFiles.Received, received, Encoding);
                problems.Append(difference);
            }
            else
            {
                File.Delete(path + SnapshotFiles.Received);
            }
        }

        foreach (string leftover in SnapshotFiles.Leftover(folder, test, sources.Keys))
        {
            if (accept)
            {
                File.Delete(Path.Combine(folder, leftover));
            }
            else
            {
                problems.Append(CultureInfo.InvariantCulture, $"No generated file belongs to the verified file {leftover}: delete it, or find out why the file is no longer generated.\n");
            }
        }

        return problems.Length > 0 ? problems.ToString() : null;
    }

    private static string? Difference(string path, string received)
    {
        string name = Path.GetFileName(path) + SnapshotFiles.Verified;
        if (received.Contains('\r', StringComparison.Ordinal))
        {
            return $"The text generated for {name} has a carriage return: generated text ends its lines with a line feed alone.\n";
        }

        if (!File.Exists(path + SnapshotFiles.Verified))
        {
            return $"There is no verified file {name}: look at the .received.cs beside it, and accept it if it is right.\n";
        }

        // Skips a byte-order mark.
        string verified = File.ReadAllText(path + SnapshotFiles.Verified, Encoding);
        if (verified.Contains('\r', StringComparison.Ordinal))
        {
            return $"The verified file {name} has carriage returns: check it out with line feeds (see .gitattributes).\n";
        }

        // Verify forgives one line feed at the end that an editor added.
        return verified == received || verified == received + "\n" ? null : $"{name} differs from what was generated:\n{Describe(verified, received)}";
    }

    private static string Describe(string verified, string received)
    {
        List<DiffPiece> lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(verified, received, ignoreWhitespace: false).Lines;
        if (lines.All(static line => line.Type == ChangeType.Unchanged))
        {
            return "  only in line feeds at the end\n";
        }

        var text = new StringBuilder();
        int shown = -1;
        for (int index = 0; index < lines.Count; index++)
        {
            bool near = lines.Skip(index - ContextLines).Take(ContextLines + 1 + Math.Min(index, ContextLines)).Any(static line => line.Type != ChangeType.Unchanged);
            if (!near)
            {
                continue;
            }

            if (index != shown + 1)
            {
                text.Append("  …\n");
            }

            shown = index;
            char mark = lines[index].Type switch { ChangeType.Inserted => '+', ChangeType.Deleted => '-', _ => ' ' };
            text.Append(mark).Append(' ').Append(lines[index].Text).Append('\n');
        }

        return text.ToString();
    }
}
