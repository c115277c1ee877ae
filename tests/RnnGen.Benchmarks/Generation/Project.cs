using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RnnGen.Benchmarks.Generation;

/// <summary>A project in memory, as the compiler holds it when generators run.</summary>
internal static class Project
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    public static CSharpCompilation Create(IEnumerable<string> sources)
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return CSharpCompilation.Create(
            "Project",
            sources.Select(static (source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Model{index}.cs")),
            [
                .. Directory.GetFiles(framework, "System*.dll")
                    .Where(static path => !path.EndsWith(".Native.dll", StringComparison.Ordinal))
                    .Append(typeof(RnnModelAttribute).Assembly.Location)
                    .Select(static path => MetadataReference.CreateFromFile(path)),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    public static GeneratorDriver CreateDriver(IIncrementalGenerator generator) =>
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: ParseOptions);
}
