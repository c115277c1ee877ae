using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Tests.Diagnostics;

namespace RnnGen.Generator.Tests.Contract;

/// <summary>The library as another version of it might be: compiled from its own sources, with some of their text replaced.</summary>
internal static partial class OtherLibrary
{
    // What the project file adds.
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using static System.FormattableString;
        [assembly: System.Reflection.AssemblyVersion("0.9.1.0")]
        """;

    /// <summary>The library's image.</summary>
    /// <param name="references">The framework.</param>
    /// <param name="changes">What is to be replaced wherever it stands, and by what.</param>
    public static byte[] Compile(IEnumerable<MetadataReference> references, params (string Old, string New)[] changes)
    {
        string root = Path.Combine(HelpPageTests.Root(), "src/RnnGen");
        string[] files = [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Where(path => !IsBuilt(Path.GetRelativePath(root, path)))];
        string[] texts = [.. files.Select(static file => WithoutImports(File.ReadAllText(file)))];
        foreach ((string old, string changed) in changes)
        {
            Assert.Contains(texts, text => text.Contains(old, StringComparison.Ordinal));
            texts = [.. texts.Select(text => text.Replace(old, changed, StringComparison.Ordinal))];
        }

        var compilation = CSharpCompilation.Create(
            "RnnGen",
            texts.Append(Usings).Select(static text => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview))),
            [.. references, MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "System.Numerics.Tensors.dll"))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return image.ToArray();
    }

    private static bool IsBuilt(string path) => path.Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj";

    // Functions of the system are called through code of a generator that does not run here.
    private static string WithoutImports(string text) => Imported().Replace(Import().Replace(text, ""), "private static $1 => throw null!;");

    [GeneratedRegex(@"^\s*\[LibraryImport\(.*\)\]$", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"private static partial (\w+ \w+\([^)]*\));")]
    private static partial Regex Imported();
}
