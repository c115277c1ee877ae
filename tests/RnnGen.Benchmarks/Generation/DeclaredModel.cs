using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnGen.Benchmarks.Generation;

/// <summary>A model as its user writes it.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Text">Its attributes.</param>
internal sealed record DeclaredModel(string Name, string Text)
{
    private const string Namespace = "Project";

    public string FullName => $"{Namespace}.{Name}";

    /// <summary>A source file with nothing else.</summary>
    public string Source => $"""
        using RnnGen;
        namespace {Namespace};
        {Text}
        public partial class {Name};
        """;

    /// <summary>Every model that the sources of a folder declare, in the order of names of files.</summary>
    public static IReadOnlyList<DeclaredModel> ReadFolder(string folder) =>
    [
        .. Directory.GetFiles(folder, "*.cs").Order(StringComparer.Ordinal)
            .SelectMany(static path => CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
            .Where(static type => type.AttributeLists.SelectMany(static list => list.Attributes).Any(static attribute => attribute.Name.ToString() == "RnnModel"))
            .Select(static type => new DeclaredModel(type.Identifier.Text, string.Join(' ', type.AttributeLists))),
    ];
}
