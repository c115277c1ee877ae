using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Diagnostics;

public sealed class BuildAnalyzerTests
{
    private const string Source = "using RnnGen; [RnnModel(4, 2), Dense(1)] partial class Net; class Other;";

    [Fact]
    public async Task A_build_without_optimisation_is_a_hint_at_the_model_attribute()
    {
        Diagnostic found = Assert.Single(await Compiled(OptimizationLevel.Debug).Analyze(new BuildAnalyzer()));

        Assert.Equal(("RNN091", DiagnosticSeverity.Info), (found.Id, found.Severity));
        Assert.Equal("RnnModel(4, 2)", Source.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.Equal(
            "'Net' is compiled without optimisation, which makes it more than 20 times slower. Build with '-c Release', or set '<Optimize>true</Optimize>' in the project.",
            found.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task An_optimised_build_is_none() => Assert.Empty(await Compiled(OptimizationLevel.Release).Analyze(new BuildAnalyzer()));

    [Fact]
    public async Task A_hint_stays_one_where_warnings_are_errors()
    {
        var strict = Compiled(OptimizationLevel.Debug, options => options.WithGeneralDiagnosticOption(ReportDiagnostic.Error));

        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await strict.Analyze(new BuildAnalyzer())).Severity);
    }

    private static TestCompilation Compiled(OptimizationLevel level, Func<CompilationOptions, CompilationOptions>? also = null)
    {
        Compilation compilation = TestCompilation.Create(Source).Compilation;
        CompilationOptions options = compilation.Options.WithOptimizationLevel(level);
        return TestCompilation.From(compilation.WithOptions(also is null ? options : also(options)));
    }
}
