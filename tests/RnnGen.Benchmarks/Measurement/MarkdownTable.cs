using System.Text;

namespace RnnGen.Benchmarks.Measurement;

/// <summary>A table that reads well as text too: columns are aligned, the first to the left and the others to the right.</summary>
internal sealed class MarkdownTable(params string[] header)
{
    private readonly List<string[]> rows = [header];

    public void Add(params string[] row) => rows.Add(row);

    public override string ToString()
    {
        int[] widths = [.. Enumerable.Range(0, header.Length).Select(column => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        for (int row = 0; row < rows.Count; row++)
        {
            Line(rows[row].Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])));
            if (row == 0)
            {
                Line(widths.Select(static (width, column) => new string('-', width - 1) + (column == 0 ? '-' : ':')));
            }
        }

        return text.ToString();

        void Line(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }
}
