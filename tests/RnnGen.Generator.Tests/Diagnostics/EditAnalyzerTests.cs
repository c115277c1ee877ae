using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Diagnostics;

public sealed class EditAnalyzerTests
{
    private const string Call = "[|model.EditParameters()|]";

    public static TheoryData<string> Lost =>
    [
        $"{Call};",
        $"_ = {Call};",
        $"{Call}.Values.Clear();",
        $"float first = {Call}.Values[0];",
        $"var edit = {Call};",
        $"ParameterEdit edit = {Call}; edit.Values.Clear(); edit.Values[0] = 1;",
        $"ParameterEdit edit; edit = {Call}; edit.Values.Clear();",
        $"try {{ var edit = {Call}; edit.Values.Clear(); }} finally {{ }}",
        $"System.Action change = () => {Call};",
        $"void Change() {{ var edit = {Call}; edit.Values.Clear(); }} Change();",
        $"var edit = {Call}; edit.Values.Clear(); using var other = model.EditParameters();",
        // A method of one's own that opens an edit.
        "var edit = [|Open(model)|]; edit.Values.Clear();",
    ];

    public static TheoryData<string> Disposed =>
    [
        "using ParameterEdit edit = model.EditParameters(); edit.Values.Clear();",
        "using var edit = model.EditParameters();",
        "using (ParameterEdit edit = model.EditParameters()) { edit.Values.Clear(); }",
        "using (model.EditParameters()) { }",
        "using (model.EditParameters()) ;",
        "var edit = model.EditParameters(); using (edit) { edit.Values.Clear(); }",
        "var edit = model.EditParameters(); edit.Values.Clear(); edit.Dispose();",
        "var edit = model.EditParameters(); try { edit.Values.Clear(); } finally { edit.Dispose(); }",
        "ParameterEdit edit; edit = model.EditParameters(); if (edit.Values.Length > 3) { edit.Dispose(); }",
        "model.EditParameters().Dispose();",
        "Write(model.EditParameters());",
        "var edit = model.EditParameters(); Write(edit);",
        "var edit = model.EditParameters(); WriteThrough(ref edit);",
        "var edit = model.EditParameters(); var same = edit; same.Dispose();",
        "var edit = true ? model.EditParameters() : default; edit.Dispose();",
        "var edit = true ? model.EditParameters() : default;", // where it is not sure, silence
        "using var edit = Open(model);",
        "foreach (float value in model.Parameters) { }",
    ];

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task An_edit_that_nothing_disposes_is_reported_at_the_call(string statements)
    {
        var marked = new MarkedSource(Source(statements));
        Diagnostic found = Assert.Single(await Analyze(marked.Text));

        Assert.Equal("RNN081", found.Id);
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Equal((marked.Start, marked.Length), (found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.StartsWith(
            $"The edit that {(marked.Marked.StartsWith("Open", StringComparison.Ordinal) ? "Open" : "EditParameters")} opens is never disposed",
            found.GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Disposed))]
    public async Task An_edit_that_is_disposed_or_may_be_is_not_reported(string statements) => Assert.Empty(await Analyze(Source(statements)));

    [Fact]
    public async Task The_generated_method_is_known_as_the_interfaces_is()
    {
        TestCompilation compilation = TestCompilation.Create("""
            using RnnGen;
            [RnnModel(2, 1), Dense(1)] public partial class Net;
            public static class Program
            {
                public static void Main()
                {
                    var net = new Net();
                    net.EditParameters();
                    using var edit = net.EditParameters();
                }
            }
            """).Generate(new RnnModelGenerator()).Output;
        Assert.Empty(compilation.Errors);

        Diagnostic found = Assert.Single(await compilation.Analyze(new EditAnalyzer()));
        Assert.Equal(7, found.Location.GetLineSpan().StartLinePosition.Line);
    }

    private static string Source(string statements) => $$"""
        using RnnGen;
        public static class Program
        {
            public static void Run(IRnnModel<float, float> model)
            {
                {{statements}}
            }

            private static ParameterEdit Open(IRnnModel<float, float> model) => model.EditParameters();

            private static void Write(ParameterEdit edit) => edit.Dispose();

            private static void WriteThrough(ref ParameterEdit edit) => edit.Dispose();
        }
        """;

    private static async Task<IEnumerable<Diagnostic>> Analyze(string source)
    {
        var compilation = TestCompilation.Create(source);
        Assert.Empty(compilation.Errors);
        return await compilation.Analyze(new EditAnalyzer());
    }
}
