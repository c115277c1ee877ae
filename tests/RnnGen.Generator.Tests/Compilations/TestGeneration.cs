using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Tests.Compilations;

/// <summary>One run of generators on a compilation.</summary>
internal sealed class TestGeneration
{
    private readonly GeneratorDriver driver;

    private TestGeneration(GeneratorDriver driver, TestCompilation output, ImmutableArray<Diagnostic> diagnostics)
    {
        this.driver = driver;
        Output = output;
        Diagnostics = diagnostics;
    }

    /// <summary>The compilation with the generated files in it.</summary>
    public TestCompilation Output { get; }

    /// <summary>What the generators reported, crashes included.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>The whole result, with the tracked steps.</summary>
    public GeneratorDriverRunResult Result => driver.GetRunResult();

    /// <summary>The generated text by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources => Result.Results
        .SelectMany(static result => result.GeneratedSources)
        .ToDictionary(static source => source.HintName, static source => source.SourceText.ToString());

    /// <summary>Runs the same generators again, with what they cached, on a changed compilation.</summary>
    public TestGeneration Again(TestCompilation changed) => Run(driver, changed);

    /// <summary>Why each output of the step with that tracking name was, or was not, computed anew.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) =>
    [
        .. Result.Results
            .SelectMany(result => result.TrackedSteps.GetValueOrDefault(step, []))
            .SelectMany(static run => run.Outputs)
            .Select(static output => output.Reason),
    ];

    internal static TestGeneration Run(GeneratorDriver driver, TestCompilation input)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(input.Compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        return new(driver, TestCompilation.From(output), diagnostics);
    }
}
