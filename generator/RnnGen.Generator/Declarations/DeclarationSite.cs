using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace RnnGen.Generator.Declarations;

/// <summary>
/// Where a model is declared, as values that keep nothing of the compiler alive. An edit above the class changes them, so they go beside the pipeline
/// and not through it.
/// </summary>
/// <param name="Name">The class's name.</param>
/// <param name="Text">Its attributes and its header on one line.</param>
/// <param name="Path">The file.</param>
/// <param name="Start">Index of the name's first character.</param>
/// <param name="Length">Number of the name's characters.</param>
/// <param name="FirstLine">The name's line, from 0.</param>
/// <param name="FirstColumn">The name's column, from 0.</param>
/// <param name="LastLine">The line the name ends in.</param>
/// <param name="LastColumn">The column behind the name.</param>
internal sealed record DeclarationSite(
    string Name, string Text, string Path, int Start, int Length, int FirstLine, int FirstColumn, int LastLine, int LastColumn)
{
    /// <summary>Enough for any network that a person writes.</summary>
    private const int LongestText = 2000;

    public static DeclarationSite Of(TypeDeclarationSyntax type)
    {
        FileLinePositionSpan lines = type.Identifier.GetLocation().GetLineSpan();
        TextSpan span = type.Identifier.Span;
        return new(
            type.Identifier.ValueText, Header(type), lines.Path, span.Start, span.Length,
            lines.StartLinePosition.Line, lines.StartLinePosition.Character, lines.EndLinePosition.Line, lines.EndLinePosition.Character);
    }

    public Location ToLocation() => Location.Create(
        Path, new TextSpan(Start, Length), new LinePositionSpan(new LinePosition(FirstLine, FirstColumn), new LinePosition(LastLine, LastColumn)));

    // Tokens with a space wherever there is anything between them: no comments, no line breaks.
    private static string Header(TypeDeclarationSyntax type)
    {
        IEnumerable<SyntaxToken> tokens =
        [
            .. type.AttributeLists.SelectMany(static list => list.DescendantTokens()),
            .. type.Modifiers,
            type.Keyword,
            type.Identifier,
        ];
        string text = string.Concat(tokens.Select(static token => token.Text + (token.TrailingTrivia.Any() ? " " : ""))).Trim();
        return text.Length <= LongestText ? text : text.Substring(0, LongestText) + " …";
    }
}
