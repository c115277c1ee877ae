using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Incrementality;

/// <summary>A key press in an editor must not cost a generation, unless it changes a declaration.</summary>
public sealed class IncrementalityTests
{
    private const string Forecaster =
        """
        using RnnGen;
        [RnnModel(sequenceLength: 4, inputSize: 2)]
        [Lstm(3)]
        [Dense(1)]
        public partial class Forecaster
        {
            public int Answer() => 42;
        }
        """;

    private const string Tagger =
        """
        using RnnGen;
        namespace Texts;
        [RnnModel(5, 1, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy)]
        [Gru(2)]
        [Dense(3, Activation = Activation.Softmax)]
        partial class Tagger;
        """;

    private const string Other = "public class Program { public int F() => 1; }";

    private static readonly TestCompilation Project = TestCompilation.Create(("Forecaster.cs", Forecaster), ("Tagger.cs", Tagger), ("Program.cs", Other));

    /// <summary>Files and texts after edits that change no declaration.</summary>
    public static TheoryData<string, string, string> HarmlessEdits => new()
    {
        { "a method body in another file", "Program.cs", Other.Replace("1", "2", StringComparison.Ordinal) },
        { "a new file", "New.cs", "public class New;" },
        { "a new file with errors", "New.cs", "public class New { int F( }" },
        { "a comment in the model's file", "Forecaster.cs", "// A comment.\n" + Forecaster },
        { "a comment among the attributes", "Forecaster.cs", Forecaster.Replace("[Lstm(3)]", "[Lstm(3)] // three", StringComparison.Ordinal) },
        { "a using", "Forecaster.cs", "using System;\n" + Forecaster },
        { "a method body in the model", "Forecaster.cs", Forecaster.Replace("42", "43", StringComparison.Ordinal) },
        { "a new member of the model", "Forecaster.cs", Forecaster.Replace("}", "public int Own; }", StringComparison.Ordinal) },
        { "another way to write the same number", "Forecaster.cs", Forecaster.Replace("Lstm(3)", "Lstm(units: 1 + 2)", StringComparison.Ordinal) },
        { "another attribute", "Forecaster.cs", Forecaster.Replace("[Lstm(3)]", "[System.Obsolete] [Lstm(3)]", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(HarmlessEdits))]
    public void An_edit_that_changes_no_declaration_runs_nothing_again(string what, string path, string edited)
    {
        Assert.NotEmpty(what);
        TestGeneration first = Project.Generate(new RnnModelGenerator());

        TestGeneration second = first.Again(Project.With(path, edited));

        Assert.NotEmpty(second.Reasons(RnnModelGenerator.FilesStep));
        Assert.All(
            [.. second.Reasons(RnnModelGenerator.DeclarationsStep), .. second.Reasons(RnnModelGenerator.FilesStep), .. OutputReasons(second)],
            static reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString()));
        Assert.Equal(0, Runs(second));
        Assert.Equal(first.Sources, second.Sources);
    }

    [Fact]
    public void The_first_run_generates_each_model_once()
    {
        TestGeneration first = Project.Generate(new RnnModelGenerator());

        Assert.Equal(2, Runs(first));
        Assert.All(first.Reasons(RnnModelGenerator.FilesStep), static reason => Assert.Equal(IncrementalStepRunReason.New, reason));
    }

    [Fact]
    public void The_same_project_again_generates_nothing()
    {
        TestGeneration second = Project.Generate(new RnnModelGenerator()).Again(Project);

        Assert.Equal(0, Runs(second));
    }

    [Fact]
    public void A_change_of_one_model_generates_that_model_alone()
    {
        TestGeneration first = Project.Generate(new RnnModelGenerator());

        TestGeneration second = first.Again(Project.With("Tagger.cs", Tagger.Replace("Gru(2)", "Gru(4)", StringComparison.Ordinal)));

        Assert.Equal(1, Runs(second));
        string[] changed = [.. second.Sources.Where(source => first.Sources[source.Key] != source.Value).Select(static source => source.Key)];
        Assert.NotEmpty(changed);
        Assert.All(changed, static name => Assert.StartsWith("Texts/Tagger.", name, StringComparison.Ordinal));
        IEnumerable<string> written = second.Result.Results.Single().TrackedSteps[RnnModelGenerator.FilesStep]
            .SelectMany(static step => step.Outputs)
            .Where(static output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)
            .Select(static output => ((GeneratedFile)output.Value).HintName);
        Assert.All(written, static name => Assert.StartsWith("Texts/Tagger.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_removed_model_takes_its_files_along()
    {
        TestGeneration first = Project.Generate(new RnnModelGenerator());

        TestGeneration second = first.Again(Project.With("Tagger.cs", ""));

        Assert.Equal(0, Runs(second));
        Assert.Equal(
            first.Sources.Keys.Where(static name => !name.StartsWith("Texts/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            second.Sources.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_model_with_a_fault_leaves_the_others_as_they_were()
    {
        TestGeneration first = Project.Generate(new RnnModelGenerator());

        TestGeneration second = first.Again(Project.With("Tagger.cs", Tagger.Replace("Gru(2)", "Gru(0)", StringComparison.Ordinal)));

        Assert.Equal(0, Runs(second));
        Assert.Equal(["RNN041"], second.Diagnostics.Select(static diagnostic => diagnostic.Id));
        Assert.Equal(["Texts/Tagger.g.cs"], second.Sources.Keys.Where(static name => name.StartsWith("Texts/", StringComparison.Ordinal)));
        Assert.Contains("Forecaster.Stream.g.cs", second.Sources.Keys);
    }

    [Theory]
    [MemberData(nameof(HarmlessEdits))]
    public void A_faulty_declaration_is_printed_again_no_more_than_a_sound_one(string what, string path, string edited)
    {
        Assert.NotEmpty(what);
        TestCompilation faulty = Project.With("Forecaster.cs", WithoutOutput(Forecaster));
        TestGeneration first = faulty.Generate(new RnnModelGenerator());

        TestGeneration second = first.Again(faulty.With(path, WithoutOutput(edited)));

        Assert.NotEmpty(second.Reasons(RnnModelGenerator.SurfacesStep));
        Assert.All(
            [.. second.Reasons(RnnModelGenerator.FaultsStep), .. second.Reasons(RnnModelGenerator.SurfacesStep)],
            static reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString()));
        Assert.Equal(first.Sources, second.Sources);
        Assert.Equal(["RNN022"], second.Diagnostics.Select(static diagnostic => diagnostic.Id));
        // The report points into the source as it is now, and nothing but the report is made again.
        Assert.Contains(second.Output.Compilation.SyntaxTrees, tree => tree == second.Diagnostics[0].Location.SourceTree);
        if (path != "Forecaster.cs")
        {
            Assert.All(OutputReasons(second), static reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString()));
        }
    }

    [Fact]
    public void A_mended_declaration_gets_its_network_and_nothing_is_said_of_it_any_more()
    {
        TestGeneration first = Project.With("Forecaster.cs", WithoutOutput(Forecaster)).Generate(new RnnModelGenerator());

        TestGeneration second = first.Again(Project);

        Assert.Empty(second.Diagnostics);
        Assert.Equal(Project.Generate(new RnnModelGenerator()).Sources, second.Sources);
    }

    [Fact]
    public void No_tracked_value_keeps_anything_of_the_compiler_alive()
    {
        TestGeneration generation = Project
            .With("Net.cs", "[RnnGen.RnnModel(4, 2), RnnGen.Lstm(0)] public partial class Net { public Net(string path) { } }")
            .Generate(new RnnModelGenerator());
        ImmutableDictionary<string, ImmutableArray<IncrementalGeneratorRunStep>> steps = generation.Result.Results.Single().TrackedSteps;
        object[] values =
        [
            .. steps[RnnModelGenerator.DeclarationsStep].Concat(steps[RnnModelGenerator.FilesStep])
                .Concat(steps[RnnModelGenerator.FaultsStep]).Concat(steps[RnnModelGenerator.SurfacesStep])
                .SelectMany(static step => step.Outputs)
                .Select(static output => output.Value),
        ];

        IReadOnlyCollection<object> reachable = ReachableObjects.From(values);

        Assert.Equal(3, reachable.OfType<ModelDeclaration>().Count());
        Assert.Single(reachable.OfType<FaultyDeclaration>());
        Assert.NotEmpty(reachable.OfType<LayerArgument>());
        Assert.NotEmpty(reachable.OfType<GeneratedFile>());
        Assert.DoesNotContain(reachable, static value => value.GetType().Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
    }

    private static string WithoutOutput(string source) => source.Replace("[Dense(1)]", "", StringComparison.Ordinal);

    /// <summary>Models whose files were printed.</summary>
    private static int Runs(TestGeneration generation) => generation.Result.Results.Single().TrackedSteps
        .GetValueOrDefault(RnnModelGenerator.FilesStep, [])
        .Count(static step => step.Outputs.Any(static output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified));

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(TestGeneration generation) => generation.Result.Results.Single().TrackedOutputSteps
        .SelectMany(static step => step.Value)
        .SelectMany(static step => step.Outputs)
        .Select(static output => output.Reason);
}
