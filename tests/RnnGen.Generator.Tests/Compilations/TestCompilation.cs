extern alias library;

using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RnnGen.Generator.Tests.Compilations;

/// <summary>C# source compiled in memory against the running framework and the library, as a user's project would be.</summary>
internal sealed partial class TestCompilation
{
    private static readonly MetadataReference Library = MetadataReference.CreateFromFile(typeof(library::RnnGen.RnnModelAttribute).Assembly.Location);

    private TestCompilation(CSharpCompilation compilation) => Compilation = compilation;

    public CSharpCompilation Compilation { get; }

    /// <summary>The running framework's own assemblies, without those of the tests beside them.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } = [.. FrameworkPaths().Select(static path => MetadataReference.CreateFromFile(path))];

    /// <summary>Diagnostics of the compiler that would fail a build.</summary>
    public ImmutableArray<Diagnostic> Errors =>
        [.. Compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    /// <summary>Compiles one or several files, named File0.cs, File1.cs, …</summary>
    public static TestCompilation Create(params string[] sources) =>
        Create([.. sources.Select(static (source, index) => ($"File{index}.cs", source))]);

    /// <summary>Compiles files with paths of their own.</summary>
    public static TestCompilation Create(params (string Path, string Source)[] files) => new(CSharpCompilation.Create(
        "Test",
        files.Select(static file => Parse(file.Path, file.Source)),
        [.. Framework, Library],
        // As in a user's project with default settings: no unsafe code. Documentation and nullability are checked.
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));

    /// <summary>The same with another file, or with another text of the file at <paramref name="path"/>.</summary>
    public TestCompilation With(string path, string source)
    {
        SyntaxTree? old = Compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == path);
        return new(old is null
            ? Compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, Options, path))
            : Compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(source, Options, path)));
    }

    /// <summary>The same against another library.</summary>
    /// <param name="image">The library.</param>
    public TestCompilation WithLibrary(byte[] image) => new(Compilation.ReplaceReference(Library, MetadataReference.CreateFromImage(image)));

    /// <summary>Compiles one file, which may say at its top what version of C# it is in: <c>// &lt;LangVersion&gt;10&lt;/LangVersion&gt;</c>.</summary>
    public static TestCompilation OfExample(string source)
    {
        TestCompilation example = Create(source);
        Match language = LanguageOfExample().Match(source);
        return language.Success && LanguageVersionFacts.TryParse(language.Groups[1].Value, out LanguageVersion version) ? example.WithLanguage(version) : example;
    }

    /// <summary>The same in another version of C#.</summary>
    public TestCompilation WithLanguage(LanguageVersion version) => new(Compilation
        .RemoveAllSyntaxTrees()
        .AddSyntaxTrees(Compilation.SyntaxTrees.Select(tree =>
            CSharpSyntaxTree.ParseText(tree.GetText(), ParseOptions.WithLanguageVersion(version), tree.FilePath))));

    /// <summary>The class, by its name with namespace.</summary>
    public INamedTypeSymbol Type(string name) =>
        Compilation.GetTypeByMetadataName(name) ?? throw new ArgumentException($"The source has no type '{name}'.", nameof(name));

    /// <summary>What <paramref name="analyzers"/> report, in source order. A crash of an analyzer fails the test.</summary>
    public async Task<ImmutableArray<Diagnostic>> Analyze(params DiagnosticAnalyzer[] analyzers)
    {
        ImmutableArray<Diagnostic> found = await Compilation.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(found, static diagnostic => diagnostic.Id == "AD0001");
        return InSourceOrder(found);
    }

    /// <summary>The rules that the generator reports, in source order.</summary>
    public ImmutableArray<Diagnostic> Rules() => InSourceOrder(Generate(new RnnModelGenerator()).Diagnostics);

    /// <summary>Runs <paramref name="generators"/> with all of their steps tracked.</summary>
    public TestGeneration Generate(params IIncrementalGenerator[] generators)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            generators.Select(GeneratorExtensions.AsSourceGenerator),
            parseOptions: Options,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return TestGeneration.Run(driver, this);
    }

    /// <summary>Emits and loads the assembly; compiler errors fail the test.</summary>
    public Assembly Load()
    {
        using var image = new MemoryStream();
        var result = Compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        return new AssemblyLoadContext("Test", isCollectible: true).LoadFromStream(image);
    }

    internal static TestCompilation From(Compilation compilation) => new((CSharpCompilation)compilation);

    private CSharpParseOptions Options => (CSharpParseOptions?)Compilation.SyntaxTrees.FirstOrDefault()?.Options ?? ParseOptions;

    private static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    [GeneratedRegex("// <LangVersion>(.+)</LangVersion>")]
    private static partial Regex LanguageOfExample();

    private static ImmutableArray<Diagnostic> InSourceOrder(IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics
            .OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(static diagnostic => diagnostic.Id, StringComparer.Ordinal),
    ];

    private static SyntaxTree Parse(string path, string source) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    private static IEnumerable<string> FrameworkPaths()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework);
    }
}
