using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Diagnostics;

public sealed class ModelAnalyzerTests
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
    public async Task Members_that_this_generator_added_break_no_rule()
    {
        var compilation = TestCompilation.Create(
            ("Net.cs", "using RnnGen; [RnnModel(4, 2), Dense(1)] partial class Net;"), (Output, Generated));
        Assert.Empty(compilation.Errors);

        Assert.Empty(await Ids(compilation));
    }

    [Fact]
    public async Task The_same_members_written_by_hand_break_rules()
    {
        var compilation = TestCompilation.Create(
            ("Net.cs", "using RnnGen; [RnnModel(4, 2), Dense(1)] partial class Net;"), ("Net.Own.cs", Generated));

        Assert.Equal(["RNN012", "RNN009", "RNN009"], await Ids(compilation));
    }

    [Theory]
    [InlineData("[RnnModel(4, 2), Lstm(3), Dens(1)] class Net;")]
    [InlineData("[RnnModel(4, 2), Lstm] class Net;")]
    [InlineData("[RnnModel(4), Lstm(0)] class Net;")]
    public async Task While_the_compiler_objects_to_an_attribute_no_rule_does(string source)
    {
        var compilation = TestCompilation.Create("using RnnGen; " + source);
        Assert.NotEmpty(compilation.Errors);

        Assert.Empty(await Ids(compilation));
    }

    [Fact]
    public async Task Every_broken_rule_of_a_declaration_is_reported()
    {
        var compilation = TestCompilation.Create(
            "using RnnGen; [RnnModel(0, 2, Unroll = -1), Gru(0, Name = \"\"), Lstm(3)] class Net;");

        Assert.Equal(["RNN041", "RNN045", "RNN041", "RNN024", "RNN022", "RNN001"], await Ids(compilation));
    }

    [Fact]
    public async Task Errors_cannot_be_silenced_because_nothing_is_generated_then()
    {
        var compilation = TestCompilation.Create("""
            #pragma warning disable RNN022
            [RnnGen.RnnModel(4, 2)] [RnnGen.Lstm(3)] partial class Net;
            """);

        Diagnostic found = Assert.Single(await compilation.Analyze(new ModelAnalyzer()));
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.False(found.IsSuppressed);
    }

    [Fact]
    public async Task A_declaration_in_generated_code_is_checked_too()
    {
        var compilation = TestCompilation.Create(("Net.g.cs", "[RnnGen.RnnModel(4, 2)] partial class Net;"));

        Assert.Equal(["RNN021"], await Ids(compilation));
    }

    private static async Task<IEnumerable<string>> Ids(TestCompilation compilation) =>
        (await compilation.Analyze(new ModelAnalyzer())).Select(static diagnostic => diagnostic.Id);
}
