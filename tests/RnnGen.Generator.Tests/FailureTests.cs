using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests;

/// <summary>What becomes of a fault in a stage, of a copy of generated code, and of a cancellation.</summary>
public sealed class FailureTests
{
    private const string Good = "using RnnGen; [RnnModel(3, 1)] [Lstm(2)] [Dense(1)] public partial class Good;";

    private const string Bad =
        """
        using RnnGen;
        // Not so good.
        [RnnModel(3, 1), Lstm(2)] // A comment.
        [Dense(units: 1)]
        public partial class Bad
        {
            public int Answer => 42;
        }
        """;

    private const string Copy = "obj/generated/RnnGen.Generator/RnnGen.Generator.RnnModelGenerator/Good.g.cs";

    [Fact]
    public void A_stage_that_fails_on_one_model_leaves_the_others_alone()
    {
        var generator = new RnnModelGenerator(DeclarationSource.Transform, FailOnBad);

        AssertReported(TestCompilation.Create(("Good.cs", Good), ("Bad.cs", Bad)).Generate(generator));
    }

    [Fact]
    public void So_does_the_reading_of_declarations()
    {
        var generator = new RnnModelGenerator(
            (context, kind, cancellation) =>
                context.TargetSymbol.Name == "Bad" ? throw new FormatException("Two\nlines.") : DeclarationSource.Transform(context, kind, cancellation),
            Print);

        AssertReported(TestCompilation.Create(("Good.cs", Good), ("Bad.cs", Bad)).Generate(generator));
    }

    [Fact]
    public void Two_files_of_one_name_are_a_failure_of_their_model()
    {
        var generator = new RnnModelGenerator(
            DeclarationSource.Transform, (model, _) => model.Name == "Bad" ? [new("Bad.g.cs", ""), new("BAD.g.cs", "")] : [new("Good.g.cs", "")]);

        TestGeneration generation = TestCompilation.Create(("Good.cs", Good), ("Bad.cs", Bad)).Generate(generator);

        Assert.Equal(["RNN099"], generation.Diagnostics.Select(static diagnostic => diagnostic.Id));
        Assert.Equal(["Good.g.cs"], generation.Sources.Keys);
    }

    [Fact]
    public void A_failure_follows_its_declaration_and_is_not_tried_again()
    {
        int calls = 0;
        var project = TestCompilation.Create(("Good.cs", Good), ("Bad.cs", Bad));
        TestGeneration first = project.Generate(new RnnModelGenerator(DeclarationSource.Transform, (model, cancellation) =>
        {
            calls++;
            return FailOnBad(model, cancellation);
        }));
        Assert.Equal(2, calls);

        TestGeneration second = first.Again(project.With("Bad.cs", "\n\n" + Bad));

        Assert.Equal(2, calls);
        Diagnostic found = Assert.Single(second.Diagnostics);
        Assert.Equal(first.Diagnostics[0].Location.GetLineSpan().StartLinePosition.Line + 2, found.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void A_compiled_copy_of_generated_code_is_one_error()
    {
        string text = TestCompilation.Create(("Good.cs", Good)).Generate(new RnnModelGenerator()).Sources["Good.g.cs"];

        TestGeneration generation = TestCompilation
            .Create(("Good.cs", Good), (Copy, text), ("Bad.cs", Bad)).Generate(new RnnModelGenerator());

        Diagnostic found = Assert.Single(generation.Diagnostics);
        Assert.Equal("RNN016", found.Id);
        Assert.Equal(
            $"The project compiles '{Copy}', which is a copy of code generated for 'Good'. Exclude it: <Compile Remove=\"**/RnnGen.Generator.RnnModelGenerator/**\" />.",
            found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal("Good", Text(found, Good));
        Assert.DoesNotContain(generation.Sources.Keys, static name => name.StartsWith("Good.", StringComparison.Ordinal));
        Assert.Contains("Bad.g.cs", generation.Sources.Keys);
    }

    [Fact]
    public void A_cancellation_is_no_failure()
    {
        using var source = new CancellationTokenSource();
        var generator = new RnnModelGenerator(DeclarationSource.Transform, (model, cancellation) =>
        {
            source.Cancel();
            return Print(model, cancellation);
        });
        GeneratorDriver driver = Microsoft.CodeAnalysis.CSharp.CSharpGeneratorDriver.Create(generator);

        Assert.Throws<OperationCanceledException>(() => driver.RunGenerators(TestCompilation.Create(Good).Compilation, source.Token));
    }

    [Fact]
    public void An_exception_of_that_type_without_a_cancellation_is_a_failure()
    {
        var generator = new RnnModelGenerator(DeclarationSource.Transform, static (_, _) => throw new OperationCanceledException());

        Assert.Equal(["RNN099"], TestCompilation.Create(Good).Generate(generator).Diagnostics.Select(static diagnostic => diagnostic.Id));
    }

    [Fact]
    public void Every_stage_stops_when_it_is_told_to()
    {
        ModelDeclaration model = Declare();
        var network = Network.Create(model);
        var programs = ModelPrograms.Create(network);
        var plans = ModelPlans.Create(programs);
        var cancelled = new CancellationToken(canceled: true);

        Assert.Throws<OperationCanceledException>(() => Network.Create(model, cancelled));
        Assert.Throws<OperationCanceledException>(() => ModelPrograms.Create(network, cancelled));
        Assert.Throws<OperationCanceledException>(() => ModelPlans.Create(programs, cancelled));
        Assert.Throws<OperationCanceledException>(() => ModelFiles.Print(plans, cancelled));
    }

    private static ModelDeclaration Declare()
    {
        var compilation = TestCompilation.Create(Good);
        INamedTypeSymbol type = compilation.Type("Good");
        return ModelParser.Parse(type, DeclarationAttributes.Of(type, default), compilation.Compilation, default)!.Model;
    }

    private static IReadOnlyList<GeneratedFile> FailOnBad(ModelDeclaration model, CancellationToken cancellation) =>
        model.Name == "Bad" ? throw new FormatException("Two\nlines.") : Print(model, cancellation);

    private static IReadOnlyList<GeneratedFile> Print(ModelDeclaration model, CancellationToken cancellation) =>
        ModelFiles.Print(ModelPlans.Create(ModelPrograms.Create(Network.Create(model, cancellation), cancellation), cancellation), cancellation);

    private static void AssertReported(TestGeneration generation)
    {
        Diagnostic found = Assert.Single(generation.Diagnostics);
        Assert.Equal("RNN099", found.Id);
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        string message = found.GetMessage(CultureInfo.InvariantCulture);
        Assert.StartsWith(
            "Nothing is generated for 'Bad' because of a fault in RnnGen. Please report it, with the exception 'System.FormatException: Two lines. at RnnGen.",
            message, StringComparison.Ordinal);
        Assert.EndsWith("and the declaration '[RnnModel(3, 1), Lstm(2)] [Dense(units: 1)] public partial class Bad'.", message, StringComparison.Ordinal);
        Assert.Equal("Bad.cs", found.Location.GetLineSpan().Path);
        Assert.Equal("Bad", Text(found, Bad));
        Assert.Contains("Good.g.cs", generation.Sources.Keys);
        Assert.DoesNotContain(generation.Sources.Keys, static name => name.StartsWith("Bad", StringComparison.Ordinal));
        Assert.Empty(generation.Output.Errors);
    }

    private static string Text(Diagnostic diagnostic, string source) =>
        source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
}
