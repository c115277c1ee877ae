using System.Text;

namespace RnnGen.Generator.Emission;

/// <summary>
/// Indented lines of text. Lines end with a line feed on every host, and begin with tabs: kernels are loops in loops, and with four spaces for each level a third of
/// all that the compiler reads would be spaces.
/// </summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            text.Append('\t', depth).Append(line);
        }

        text.Append('\n');
    }

    public void Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Line(line);
        }
    }

    /// <summary>Opens a brace; disposing the result closes it.</summary>
    /// <param name="header">The line before it; null for none.</param>
    /// <param name="continuations">More such lines, one level deeper.</param>
    public IDisposable Block(string? header = null, params string[] continuations)
    {
        if (header is not null)
        {
            Line(header);
        }

        foreach (string continuation in continuations)
        {
            Continue(continuation);
        }

        Line("{");
        depth++;
        return new Closing(this);
    }

    /// <summary>Goes one level deeper until the result is disposed.</summary>
    public IDisposable Indent()
    {
        depth++;
        return new Indented(this);
    }

    /// <summary>A continuation of the line before, one level deeper.</summary>
    public void Continue(string line)
    {
        depth++;
        Line(line);
        depth--;
    }

    /// <summary>A documentation comment with a summary and, where given, remarks, in a line each.</summary>
    public void Summary(string summary, IReadOnlyList<string>? remarks = null)
    {
        Line($"/// <summary>{Escape(summary)}</summary>");
        if (remarks is { Count: > 0 })
        {
            Line($"/// <remarks>{Escape(string.Join(" ", remarks))}</remarks>");
        }
    }

    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    public override string ToString() => text.ToString();

    private sealed class Indented(CodeWriter writer) : IDisposable
    {
        public void Dispose() => writer.depth--;
    }

    private sealed class Closing(CodeWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;
            writer.Line("}");
        }
    }
}
