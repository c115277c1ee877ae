using System.Globalization;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Diagnostics.Descriptors;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Generator.Tests.Declarations;

namespace RnnGen.Generator.Tests.Diagnostics;

public sealed class RuleTests
{
    private const string Usings = "using RnnGen;\n";

    public static IEnumerable<object?[]> Broken => AllBroken.Select(static rule =>
        new object?[] { rule.Id, rule.Source, rule.Message, rule.CompilerError });

    public static IEnumerable<object?[]> Kept => AllKept.Select(static miss => new object?[] { miss.Id, miss.Source });

    private static IEnumerable<RuleCase> AllBroken =>
        [.. ClassRuleCases.Broken, .. LayerRuleCases.Broken, .. SizeRuleCases.Broken, .. TrainingRuleCases.Broken];

    private static IEnumerable<NearMiss> AllKept =>
        [.. ClassRuleCases.Kept, .. LayerRuleCases.Kept, .. SizeRuleCases.Kept, .. TrainingRuleCases.Kept];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_rule_is_reported_once_at_its_cause_with_its_message(string id, string source, string message, string? compilerError)
    {
        var marked = new MarkedSource(Usings + source);
        var compilation = TestCompilation.Create(marked.Text);
        AssertCompiles(compilation, id, compilerError);

        Diagnostic found = Assert.Single(await compilation.Analyze(new ModelAnalyzer()));

        Assert.Equal(id, found.Id);
        Assert.Equal(message, found.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(marked.Marked, marked.Text.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.Equal(marked.Start, found.Location.SourceSpan.Start);
    }

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task A_near_miss_is_not_reported(string id, string source)
    {
        var compilation = TestCompilation.Create(Usings + source);
        AssertCompiles(compilation, id, null);

        Assert.Empty(await compilation.Analyze(new ModelAnalyzer()));
        INamedTypeSymbol net = Net(compilation.Compilation.GlobalNamespace)!;
        AnnotatedClass parsed = Parse(net)!;
        Assert.Empty(DeclarationRules.Check(parsed));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Nothing_is_declared_where_a_rule_is_broken(string id, string source, string message, string? compilerError)
    {
        var compilation = TestCompilation.Create(new MarkedSource(Usings + source).Text);
        AssertCompiles(compilation, id, compilerError);
        var probe = new DeclarationProbe();

        TestGeneration generation = compilation.Generate(probe);

        Assert.Empty(generation.Diagnostics);
        Assert.True(probe.Declarations.Count == 0, $"{id} went through, whose message is: {message}");
    }

    [Fact]
    public void Every_rule_has_a_broken_case_and_a_near_miss()
    {
        string[] ids = [.. AllDescriptors.List.Select(static descriptor => descriptor.Id).Order(StringComparer.Ordinal)];

        Assert.Equal(ids, AllBroken.Select(static rule => rule.Id).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(ids, AllKept.Select(static miss => miss.Id).Distinct().Order(StringComparer.Ordinal));
    }

    private static AnnotatedClass? Parse(INamedTypeSymbol type) =>
        ModelParser.Parse(type, DeclarationAttributes.Of(type, default), default);

    // A case with a typing error would declare no model, and pass as a near miss.
    private static void AssertCompiles(TestCompilation compilation, string id, string? error)
    {
        // CS0768: a pair of constructors that call each other stands for the generated one, which is not there.
        string[] expected = error is null ? [] : [error];
        string[] found = [.. compilation.Errors.Select(static diagnostic => diagnostic.Id).Where(static found => found != "CS0768").Distinct()];
        Assert.True(expected.SequenceEqual(found), $"The case for {id} has errors: {string.Join('\n', compilation.Errors)}");
    }

    // The model, wherever it is nested.
    private static INamedTypeSymbol? Net(INamespaceOrTypeSymbol scope) => scope.GetMembers()
        .OfType<INamespaceOrTypeSymbol>()
        .Where(static member => member is INamespaceSymbol || member.Locations.Any(static location => location.IsInSource))
        .Select(static member => member is INamedTypeSymbol type && Parse(type) is not null ? type : Net(member))
        .FirstOrDefault(static found => found is not null);
}
