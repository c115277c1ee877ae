using Microsoft.CodeAnalysis.CSharp;

namespace RnnGen.Generator.Declarations;

/// <summary>Identifiers on their way into C# text.</summary>
internal static class Identifiers
{
    /// <summary><paramref name="name"/> with an <c>@</c> where C# would read it as a keyword.</summary>
    // Contextual keywords are escaped too: `partial class record` and `class file` do not compile, and @ never hurts.
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary>The same in upper camel case: <c>Lstm</c> for <c>lstm</c>.</summary>
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
