using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGen.Benchmarks.Generation;

/// <summary>A project in memory, as the compiler holds it when generators run.</summary>
internal static class Project
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    public static CSharpCompilation Create(IEnumerable<string> sources, string assemblyName = "Project")
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return CSharpCompilation.Create(
            assemblyName,
            sources.Select(static (source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Model{index}.cs")),
            [
                .. Directory.GetFiles(framework, "System*.dll")
                    .Where(static path => !path.EndsWith(".Native.dll", StringComparison.Ordinal))
                    .Append(typeof(RnnModelAttribute).Assembly.Location)
                    .Select(static path => MetadataReference.CreateFromFile(path)),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
    }

    public static GeneratorDriver CreateDriver(IIncrementalGenerator generator) =>
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: ParseOptions);

    /// <summary>Throws if there is an error, or the warning that says that a generator failed.</summary>
    public static void Require(ImmutableArray<Diagnostic> diagnostics)
    {
        if (diagnostics.FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == "CS8785") is { } fault)
        {
            throw new InvalidOperationException("The project of the measurement is not sound: " + fault);
        }
    }
}
