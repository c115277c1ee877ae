using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Generator.Tests.Emission;

namespace RnnGen.Generator.Tests.Diagnostics;

public sealed class RuleReportTests
{
    private const string Output = "obj/generated/RnnGen.Generator/RnnGen.Generator.RnnModelGenerator/Net.g.cs";

    private const string Generated = """
        partial class Net
        {
            public Net(int seed = 0) { }
            public int ParameterCount => 0;
            public void Predict() { }
            public sealed class Workspace;
        }
        """;

    [Fact]
    public void Members_that_this_generator_added_break_no_rule_but_that_of_a_copy()
    {
        var compilation = TestCompilation.Create(
            ("Net.cs", "using RnnGen; [RnnModel(4, 2), Dense(1)] partial class Net;"), (Output, Generated));
        Assert.Empty(compilation.Errors);

        Assert.Equal(["RNN016"], Ids(compilation));
    }

    [Fact]
    public void The_same_members_written_by_hand_break_rules()
    {
        var compilation = TestCompilation.Create(
            ("Net.cs", "using RnnGen; [RnnModel(4, 2), Dense(1)] partial class Net;"), ("Net.Own.cs", Generated));

        Assert.Equal(["RNN012", "RNN009", "RNN009"], Ids(compilation));
    }

    [Theory]
    [InlineData("[RnnModel(4, 2), Lstm(3), Dens(1)] class Net;")]
    [InlineData("[RnnModel(4, 2), Lstm] class Net;")]
    [InlineData("[RnnModel(), Lstm(0)] class Net;")]
    public void While_the_compiler_objects_to_an_attribute_no_rule_does(string source)
    {
        var compilation = TestCompilation.Create("using RnnGen; " + source);
        Assert.NotEmpty(compilation.Errors);

        Assert.Empty(Ids(compilation));
    }

    [Fact]
    public void Every_broken_rule_of_a_declaration_is_reported()
    {
        var compilation = TestCompilation.Create(
            "using RnnGen; [RnnModel(0, 2, Unroll = -1), Gru(0, Name = \"\"), Lstm(3)] class Net;");

        Assert.Equal(["RNN041", "RNN045", "RNN041", "RNN024", "RNN022", "RNN001"], Ids(compilation));
    }

    [Fact]
    public void Errors_cannot_be_silenced_because_nothing_is_generated_then()
    {
        var compilation = TestCompilation.Create("""
            #pragma warning disable RNN022
            [RnnGen.RnnModel(4, 2)] [RnnGen.Lstm(3)] partial class Net;
            """);

        Diagnostic found = Assert.Single(compilation.Rules());
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.False(found.IsSuppressed);
    }

    [Fact]
    public void A_declaration_in_generated_code_is_checked_too()
    {
        var compilation = TestCompilation.Create(("Net.g.cs", "[RnnGen.RnnModel(4, 2)] partial class Net;"));

        Assert.Equal(["RNN021"], Ids(compilation));
    }

    [Theory]
    [InlineData("class Program { Missing missing; }")]
    [InlineData("class Program { Net.State state; }")]
    [InlineData("class Program : Missing { int f() => missing; }")]
    public void A_rule_is_reported_whatever_else_is_wrong_in_the_project(string other)
    {
        var compilation = TestCompilation.Create("[RnnGen.RnnModel(4, 2), RnnGen.Lstm(3)] partial class Net;", other);

        Assert.Equal(["RNN022"], Ids(compilation));
    }

    [Theory]
    [InlineData("System.Console.WriteLine(Program.OutputSize);", "[RnnModel(4, 2), Dense(1)] partial class Program;")]
    [InlineData("System.Console.WriteLine(new Program(3).Parameters.Length);", "[RnnModel(4, 2), Dense(1)] public sealed partial class Program { int own; public int Own => own; }")]
    public void The_class_of_top_level_statements_is_partial_already(string statements, string model)
    {
        var compilation = TestCompilation.From(TestCompilation.Create(statements, "using RnnGen; " + model).Compilation
            .WithOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication)));

        TestGeneration generation = compilation.Generate(new RnnModelGenerator());

        Assert.Empty(generation.Diagnostics);
        Assert.NotEmpty(generation.Sources);
        Assert.Empty(generation.Output.Errors);
    }

    [Fact]
    public void Of_attributes_on_several_parts_one_part_declares_the_model()
    {
        var compilation = TestCompilation.Create(
            "using RnnGen; [RnnModel(4, 2), Dense(1)] partial class Net;", "using RnnGen; [RnnModel(4, 2), Dense(1)] partial class Net;");
        Assert.Contains(compilation.Errors, static error => error.Id == "CS0579");

        // Two files of one name would take every model of the project away: CS8785.
        Assert.Equal(["RNN007"], Ids(compilation));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11, null)]
    [InlineData(LanguageVersion.CSharp10, "The network of 'Net' is written in C# 11, but this project is compiled as C# 10.0. Remove <LangVersion> from the project, or set it to 11 or higher.")]
    [InlineData(LanguageVersion.CSharp7_3, "The network of 'Net' is written in C# 11, but this project is compiled as C# 7.3. Remove <LangVersion> from the project, or set it to 11 or higher.")]
    public void An_old_version_of_CSharp_is_named_and_nothing_else_is_wrong(LanguageVersion version, string? message)
    {
        var compilation = TestCompilation.Create("""
            using RnnGen;
            namespace Old
            {
                [RnnModel(4, 2, Loss = Loss.CrossEntropy), Lstm(3), Dense(2, Activation = Activation.Softmax)] public partial class Net { }
                public class Program { private Net.State state = new Net.State(); public int Size() { new Net(1).Step(default, default, state); return Net.OutputSize; } }
            }
            """).WithLanguage(version);
        compilation = TestCompilation.From(compilation.Compilation.WithOptions(compilation.Compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable)));

        TestGeneration generation = compilation.Generate(new RnnModelGenerator());

        Assert.Equal(message, generation.Diagnostics.SingleOrDefault()?.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(generation.Output.Errors);
    }

    [Theory]
    [MemberData(nameof(SurfaceTests.Shapes), MemberType = typeof(SurfaceTests))]
    public void Emitted_code_asks_for_no_newer_version_of_CSharp_than_the_rule(string declaration)
    {
        TestGeneration generation = EmissionCases.Compile(declaration.Replace(";", " { }", StringComparison.Ordinal))
            .WithLanguage(LanguageVersion.CSharp11).Generate(new RnnModelGenerator());

        Assert.Empty(generation.Diagnostics);
        Assert.NotEmpty(generation.Sources);
        Assert.Empty(generation.Output.Errors);
    }

    [Theory]
    [InlineData("[RnnModel(4, 2), Dense(1)] public partial struct Net;", "CS0592")]
    [InlineData("[RnnModel(4, 2), Dense(1)] public partial record struct Net;", "CS0592")]
    [InlineData("[RnnModel(4, 2), Dense(1)] public partial interface Net;", "CS0592")]
    [InlineData("[RnnModel(4, 2), Dense(1)] public enum Net;", "CS0592")]
    public void What_is_no_class_is_left_to_the_compiler(string source, string error)
    {
        TestGeneration generation = TestCompilation.Create("using RnnGen; " + source).Generate(new RnnModelGenerator());

        Assert.Empty(generation.Diagnostics);
        Assert.Equal([error], generation.Output.Errors.Select(static found => found.Id).Distinct());
    }

    /// <summary>As editors hand them over at every key press.</summary>
    [Fact]
    public void Half_written_declarations_do_no_harm()
    {
        const string Source = "using RnnGen; namespace N; partial class Outer<T> { [RnnModel(4, Outer<int>.Net.OutputSize, Topology = Topology.ManyToMany)]" +
            " [Lstm(units: 2 * Sizes.Own, Name = nameof(Net.State))] [Dense(1)] public partial record Net(int A, string B) : Base; class Sizes { const int Own = Own + 1; } }";
        TestCompilation project = TestCompilation.Create(Source);
        TestGeneration generation = project.Generate(new RnnModelGenerator());
        for (int length = 0; length <= Source.Length; length++)
        {
            generation = generation.Again(project.With("File0.cs", Source[..length] + Source[Math.Min(Source.Length, length + 3)..]));
            Assert.All(generation.Diagnostics, static diagnostic => Assert.StartsWith("RNN", diagnostic.Id, StringComparison.Ordinal));
            generation = generation.Again(project.With("File0.cs", Source[..length]));
            Assert.All(generation.Diagnostics, static diagnostic => Assert.StartsWith("RNN", diagnostic.Id, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Messages_are_the_same_under_every_culture()
    {
        TestCompilation compilation = TestCompilation.Create("using RnnGen; [RnnModel(-4, 2, Unroll = -1), Gru(-3), Dense(1_234_567)] partial class Net;");
        CultureInfo before = CultureInfo.CurrentCulture;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberGroupSeparator = "\u2019";
        string[] expected = Messages();
        CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.Contains(expected, message => message.Contains("-4", StringComparison.Ordinal));
            Assert.Equal(expected, Messages());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        string[] Messages() => [.. compilation.Rules().Select(found => found.GetMessage(CultureInfo.CurrentCulture))];
    }

    private static IEnumerable<string> Ids(TestCompilation compilation) => compilation.Rules().Select(static diagnostic => diagnostic.Id);
}
