using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Diagnostics.Descriptors;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Generator.Tests.Declarations;

namespace RnnGen.Generator.Tests.Diagnostics;

public sealed class RuleTests
{
    private const string Usings = "using RnnGen;\n";

    public static IEnumerable<object?[]> Broken => AllBroken.Select(Data);

    public static IEnumerable<object?[]> Warned => ClassRuleCases.Warned.Select(Data);

    public static IEnumerable<object?[]> Kept => AllKept.Select(static miss => new object?[] { miss.Id, miss.Source });

    internal static IEnumerable<RuleCase> AllBroken =>
        [.. ClassRuleCases.Broken, .. LayerRuleCases.Broken, .. SizeRuleCases.Broken, .. TrainingRuleCases.Broken];

    private static IEnumerable<NearMiss> AllKept =>
        [.. ClassRuleCases.Kept, .. LayerRuleCases.Kept, .. SizeRuleCases.Kept, .. TrainingRuleCases.Kept];

    [Theory]
    [MemberData(nameof(Broken))]
    [MemberData(nameof(Warned))]
    public void A_broken_rule_is_reported_once_at_its_cause_with_its_message(string id, string source, string message, string? compilerError)
    {
        var marked = new MarkedSource(Usings + source);
        var compilation = TestCompilation.OfExample(marked.Text);
        AssertCompiles(compilation, id, compilerError);

        Diagnostic found = Assert.Single(compilation.Rules());

        Assert.Equal(id, found.Id);
        Assert.Equal(message, found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(marked.Marked, marked.Text.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.Equal(marked.Start, found.Location.SourceSpan.Start);
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public void A_near_miss_is_not_reported(string id, string source)
    {
        var compilation = TestCompilation.OfExample(Usings + source);
        AssertCompiles(compilation, id, null);

        TestGeneration generation = compilation.Generate(new RnnModelGenerator());
        Assert.Empty(generation.Diagnostics);
        Assert.Contains(generation.Sources.Keys, static name => name.EndsWith("Net.Stream.g.cs", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Nothing_is_declared_where_a_rule_is_broken(string id, string source, string message, string? compilerError)
    {
        var compilation = TestCompilation.OfExample(new MarkedSource(Usings + source).Text);
        AssertCompiles(compilation, id, compilerError);
        var probe = new DeclarationProbe();

        TestGeneration generation = compilation.Generate(probe);

        Assert.Empty(generation.Diagnostics);
        // A base class or an encoder may be a sound model itself.
        Assert.True(probe.Declarations.All(static model => model.Name is "Base" or "Encoder"), $"{id} went through, whose message is: {message}");
    }

    [Theory]
    [MemberData(nameof(Warned))]
    public void A_warning_keeps_nothing_from_being_generated(string id, string source, string message, string? compilerError)
    {
        var compilation = TestCompilation.Create(new MarkedSource(Usings + source).Text);
        Assert.Null(compilerError);

        TestGeneration generation = compilation.Generate(new RnnModelGenerator());

        Assert.True(generation.Sources.Count > 0, $"{id} went too far, whose message is: {message}");
        Assert.DoesNotContain(generation.Output.Compilation.GetDiagnostics(), static diagnostic => diagnostic.Location.SourceTree!.FilePath != "File0.cs");
    }

    [Fact]
    public void Every_rule_about_declarations_has_a_broken_case_and_a_near_miss()
    {
        // RNN017 takes another generator: UnreadModelAnalyzerTests. Rules about calls are EditAnalyzerTests' matter.
        string[] ids = [.. AllDescriptors.List.Select(static descriptor => descriptor.Id).Where(static id => id is not ("RNN017" or RuleIds.EditNotDisposed)).Order(StringComparer.Ordinal)];

        Assert.Equal(ids, AllBroken.Concat(ClassRuleCases.Warned).Select(static rule => rule.Id).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(ids, AllKept.Select(static miss => miss.Id).Distinct().Order(StringComparer.Ordinal));
    }

    private static object?[] Data(RuleCase rule) => [rule.Id, rule.Source, rule.Message, rule.CompilerError];

    // A case with a typing error would declare no model, and pass as a near miss.
    private static void AssertCompiles(TestCompilation compilation, string id, string? error)
    {
        // CS0768: a pair of constructors that call each other stands for the generated one, which is not there. CS0182: an argument has no value without
        // the generated constant in it.
        string[] expected = error is null ? [] : [error];
        string[] found = [.. compilation.Errors.Select(static diagnostic => diagnostic.Id).Where(static found => found is not ("CS0768" or "CS0182")).Distinct()];
        Assert.True(expected.SequenceEqual(found), $"The case for {id} has errors: {string.Join('\n', compilation.Errors)}");
    }
}
