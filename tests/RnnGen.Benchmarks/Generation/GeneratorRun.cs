extern alias generator;

using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using generator::RnnGen.Generator;

namespace RnnGen.Benchmarks.Generation;

/// <summary>One run of the whole generator over a project, from nothing.</summary>
/// <param name="Time">How long the generator took. What it wrote is parsed later, when somebody asks for it.</param>
/// <param name="Compilation">The project with the emitted code.</param>
/// <param name="Files">What was emitted.</param>
internal sealed record GeneratorRun(TimeSpan Time, Compilation Compilation, IReadOnlyList<string> Files)
{
    /// <summary>Bytes of what was emitted.</summary>
    public int Bytes => Files.Sum(static file => Encoding.UTF8.GetByteCount(file));

    public static GeneratorRun Over(CSharpCompilation project)
    {
        GeneratorDriver driver = Project.CreateDriver(new RnnModelGenerator());
        var watch = Stopwatch.StartNew();
        driver = driver.RunGeneratorsAndUpdateCompilation(project, out Compilation compilation, out ImmutableArray<Diagnostic> diagnostics);
        watch.Stop();
        Project.Require(diagnostics);
        return new GeneratorRun(
            watch.Elapsed, compilation, [.. driver.GetRunResult().Results.Single().GeneratedSources.Select(static source => source.SourceText.ToString())]);
    }
}
