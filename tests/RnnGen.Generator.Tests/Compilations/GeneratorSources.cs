using System.Collections.Immutable;
using System.Runtime.Loader;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Tests.Diagnostics;

namespace RnnGen.Generator.Tests.Compilations;

/// <summary>The generator's own sources, compiled in memory with files added to them.</summary>
internal static class GeneratorSources
{
    // What the SDK's ImplicitUsings add.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static string Folder => Path.Combine(HelpPageTests.Root(), "generator/RnnGen.Generator");

    /// <summary>A generator made from the sources and <paramref name="added"/> files, in a load context of its own.</summary>
    public static IIncrementalGenerator CompileWith(params string[] added)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "RnnGen.Generator",
            [
                CSharpSyntaxTree.ParseText(Usings, options),
                .. Files().Concat(added).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path)),
            ],
            References(),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        Type? generator = new AssemblyLoadContext("Generator", isCollectible: true).LoadFromStream(image).GetType(typeof(RnnModelGenerator).FullName!);
        return (IIncrementalGenerator)Activator.CreateInstance(generator!)!;
    }

    /// <summary>What the project compiles: the files of its folder, and those that it names.</summary>
    private static IEnumerable<string> Files()
    {
        string[] outputs = [Path.Combine(Folder, "obj"), Path.Combine(Folder, "bin")];
        IEnumerable<string> named = XDocument.Load(Path.Combine(Folder, "RnnGen.Generator.csproj")).Descendants("Compile")
            .Select(static item => item.Attribute("Include")?.Value).OfType<string>()
            .SelectMany(static include => include.Split(';')).Select(static include => Path.Combine(Folder, include));
        return Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !outputs.Any(output => path.StartsWith(output + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .Concat(named);
    }

    /// <summary>The running framework, which has all that the generator's own target has, and the compiler.</summary>
    private static ImmutableArray<MetadataReference> References() =>
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System*.dll")
            .Append(typeof(Compilation).Assembly.Location)
            .Append(typeof(CSharpCompilation).Assembly.Location)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];
}
