using System.Text;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Emission;

/// <summary>Names of generated files: every compiler and every file system takes them, whatever else is in the project.</summary>
public sealed class HintNamesTests
{
    private const string Attributes = "[RnnGen.RnnModel(3, 1)] [RnnGen.Lstm(2)] [RnnGen.Dense(1)]";

    [Theory]
    [InlineData("public partial class Net;", "Net")]
    [InlineData("namespace Acme.Forecasts { public partial class Net; }", "Acme.Forecasts/Net")]
    [InlineData("namespace @event { public partial class @class; }", "event/class")]
    [InlineData("public partial class Outer { public partial class Net; }", "Outer/Net")]
    [InlineData("public partial class Prévision_天気;", "Prévision_天気")]
    [InlineData("public partial class नमस्ते;", "नमस्ते")]
    public void Usual_names_are_those_of_the_class(string source, string path)
    {
        IEnumerable<string> names = Names(source);

        Assert.Contains(path + ".g.cs", names);
        Assert.Contains(path + ".Lstm1.g.cs", names);
        Assert.All(names, name => Assert.StartsWith(path + ".", name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("namespace A { public partial class Net; public partial class NET; public partial class net; }", 3)]
    [InlineData("namespace Acme.Ml { public partial class Net; } namespace Acme.ML { public partial class Net; }", 2)]
    [InlineData("public partial class Box { public partial class Net; } public partial class BOX { public partial class net; }", 2)]
    public void Names_that_differ_in_case_only_give_files_that_differ_in_more(string source, int models)
    {
        TestGeneration generation = Generate(source);

        Assert.Empty(generation.Diagnostics);
        Assert.Empty(generation.Output.Errors);
        Assert.Equal(models * Names("public partial class Net;").Count, generation.Sources.Count);
        Assert.Equal(generation.Sources.Count, generation.Sources.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void The_order_of_declarations_does_not_matter()
    {
        TestGeneration one = Generate("public partial class Net;", "public partial class NET;");
        TestGeneration other = Generate("public partial class NET;", "public partial class Net;");

        Assert.Equal(one.Sources.OrderBy(static file => file.Key, StringComparer.Ordinal), other.Sources.OrderBy(static file => file.Key, StringComparer.Ordinal));
        Assert.Contains("NET.g.cs", one.Sources.Keys);
        Assert.Contains("Net-2.g.cs", one.Sources.Keys);
    }

    [Theory]
    [InlineData("public partial class Net;", "public partial class Net;")]
    [InlineData("public class Net;", "public class Net;")]
    [InlineData("public partial record Net;", "public partial class Net;")]
    [InlineData("public partial struct Box { public partial class Net; }", "public partial class Box { public partial class Net; }")]
    public void A_class_that_is_there_twice_does_not_take_the_other_models_away(string first, string second)
    {
        TestGeneration generation = Generate(first, second, "public partial class Other;");

        Assert.NotEmpty(generation.Output.Errors);
        Assert.DoesNotContain(generation.Diagnostics, static diagnostic => diagnostic.Id == "CS8785");
        Assert.Contains("Other.g.cs", generation.Sources.Keys);
    }

    [Fact]
    public void Long_names_are_cut_and_still_differ()
    {
        string name = new('N', 300);
        string wide = new('天', 300);
        TestGeneration generation = Generate(
            $"namespace {name}.{name} {{ public partial class {name}A; public partial class {name}B; public partial class {wide}; }}",
            $"namespace {name}.{name}X {{ [RnnGen.RnnModel(3, 1)] [RnnGen.Lstm(2, Name = \"{name.ToLowerInvariant()}\")] [RnnGen.Dense(1)] public partial class Net; }}");

        Assert.Empty(generation.Diagnostics);
        Assert.Empty(generation.Output.Errors);
        Assert.Equal(4 * Names("public partial class Net;").Count, generation.Sources.Count);
        Assert.All(generation.Sources.Keys, static path =>
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(path), 1, 200);
            Assert.All(path.Split('/'), static part => Assert.InRange(Encoding.UTF8.GetByteCount(part), 1, 128));
        });
        Assert.Contains(generation.Sources.Keys, path => path.Contains("/" + new string('N', 51) + "-", StringComparison.Ordinal));
    }

    [Fact]
    public void The_hash_of_a_name_is_the_same_everywhere() => Assert.Equal(
        new string('N', 51) + "-191616f5.Loss.g.cs",
        HintNames.Of(new ModelDeclaration("", new([]), new string('N', 300), 3, 1, Topology.ManyToOne, Loss.MeanSquaredError, null, 0, new([])), "Loss"));

    [Fact]
    public void A_twin_that_comes_and_goes_leaves_the_other_models_as_they_were()
    {
        var project = TestCompilation.Create(("Net.cs", $"{Attributes} public partial class Net;"), ("Other.cs", $"{Attributes} public partial class Other;"));
        TestGeneration first = project.Generate(new RnnModelGenerator());

        TestGeneration second = first.Again(project.With("Twin.cs", $"{Attributes} public partial class NET;"));
        TestGeneration third = second.Again(project);

        Assert.Equal(first.Sources["Other.g.cs"], second.Sources["Other.g.cs"]);
        Assert.Equal(first.Sources, third.Sources);
        Assert.Contains(IncrementalStepRunReason.Cached, second.Reasons(RnnModelGenerator.FilesStep));
    }

    private static IReadOnlyList<string> Names(string source) => [.. Generate(source).Sources.Keys];

    private static TestGeneration Generate(params string[] sources) => TestCompilation
        .Create([.. sources.Select(static source => source.Contains("[RnnGen", StringComparison.Ordinal) ? source : WithAttributes(source))])
        .Generate(new RnnModelGenerator());

    // In front of every class whose body is empty.
    private static string WithAttributes(string source) => System.Text.RegularExpressions.Regex.Replace(
        source, @"public (partial )?(class|record) [^\s{}]+;", static model => $"{Attributes} {model.Value}");
}
