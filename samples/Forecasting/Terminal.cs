using Spectre.Console;

namespace Forecasting;

/// <summary>The look of this program's output: colours and rules on a terminal, plain ASCII when redirected to a file.</summary>
internal static class Terminal
{
    private static readonly IAnsiConsole console = Console.IsOutputRedirected ? CreatePlain() : AnsiConsole.Console;

    /// <summary>Whether a line can be drawn anew.</summary>
    public static bool CanRedraw { get; } = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Announces a part of the program.</summary>
    public static void Heading(string text)
    {
        console.WriteLine();
        if (Console.IsOutputRedirected)
        {
            console.WriteLine(text);
            console.WriteLine(new string('=', text.Length));
        }
        else
        {
            console.Write(new Rule($"[bold]{Markup.Escape(text)}[/]").LeftJustified());
        }
    }

    /// <summary>Announces one network.</summary>
    public static void Subheading(string text)
    {
        console.WriteLine();
        console.Write(new Text(text + "\n", new Style(Color.Teal)));
    }

    /// <summary>Writes a line, broken between words where the terminal ends.</summary>
    public static void Line(string text = "") => console.Write(new Text(text + "\n"));

    /// <summary>Draws the current line anew; only where <see cref="CanRedraw"/>.</summary>
    public static void Redraw(string text)
    {
        // The last column stays empty: writing to it may wrap to the next line.
        int columns = Math.Max(1, console.Profile.Width - 1);
        Console.Write('\r' + (text.Length > columns ? text[..columns] : text.PadRight(columns)));
    }

    /// <summary>Ends a line that was drawn anew so far, if any was.</summary>
    public static void EndRedraw(string text)
    {
        if (CanRedraw)
        {
            Redraw(text);
            Console.WriteLine();
        }
        else
        {
            Line(text);
        }
    }

    /// <summary>Writes a table; the first column is text, the others are figures.</summary>
    /// <param name="columns">Headings.</param>
    /// <param name="rows">As many cells as columns, each.</param>
    public static void Table(ReadOnlySpan<string> columns, IEnumerable<string[]> rows)
    {
        Table table = new() { Border = Console.IsOutputRedirected ? TableBorder.Ascii : TableBorder.Rounded };
        for (int i = 0; i < columns.Length; i++)
        {
            TableColumn column = new TableColumn(new Text(columns[i])).NoWrap();
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }

        foreach (string[] row in rows)
        {
            table.AddRow(Array.ConvertAll(row, cell => new Text(cell)));
        }

        console.WriteLine();
        console.Write(table);
    }

    /// <summary>Writes a line of a drawing, each character in the colour of what it shows.</summary>
    /// <param name="line">The line.</param>
    /// <param name="colour">The colour of a character.</param>
    public static void Drawing(string line, Func<char, Color> colour)
    {
        Paragraph paragraph = new();
        foreach (char character in line)
        {
            paragraph.Append(character.ToString(), new Style(colour(character)));
        }

        console.Write(paragraph);
        console.WriteLine();
    }

    private static IAnsiConsole CreatePlain()
    {
        IAnsiConsole plain = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        plain.Profile.Width = 120;
        plain.Profile.Capabilities.Unicode = false;
        return plain;
    }
}
