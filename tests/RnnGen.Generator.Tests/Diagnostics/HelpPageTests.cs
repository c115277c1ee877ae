using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Diagnostics.Descriptors;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Diagnostics;

public sealed partial class HelpPageTests
{
    private const string Folder = "generator/RnnGen.Generator/Diagnostics/docs";

    // Where no generator runs, the build itself looks for models.
    private const string OtherLanguages = "RNN020";

    public static IEnumerable<object[]> Ids => AllDescriptors.List.Select(static descriptor => new object[] { descriptor.Id });

    /// <summary>Those of the generator itself, which no code breaks.</summary>
    public static IEnumerable<object[]> GeneratorIds => GeneratorDescriptors.List.Select(static descriptor => new object[] { descriptor.Id });

    public static IEnumerable<object[]> AllIds => All.Select(static descriptor => new object[] { descriptor.Id });

    /// <summary>Those that code or a project breaks.</summary>
    public static IEnumerable<object[]> BrokenIds => Broken.Select(static descriptor => new object[] { descriptor.Id });

    private static IEnumerable<DiagnosticDescriptor> Broken => [.. AllDescriptors.List, BuildDescriptors.NotOptimized];

    private static IEnumerable<DiagnosticDescriptor> All => [.. Broken, .. GeneratorDescriptors.List];

    [Theory]
    [MemberData(nameof(AllIds))]
    public void A_rule_links_to_its_page_whose_title_is_the_rules(string id)
    {
        DiagnosticDescriptor descriptor = All.Single(rule => rule.Id == id);

        Assert.Equal($"{RepositoryUrl}/blob/main/{Folder}/{id}.md", descriptor.HelpLinkUri);
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", Page(id), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BrokenIds))]
    public void A_page_has_its_sections_in_order_and_text_in_each(string id)
    {
        string page = Page(id);

        Assert.Equal(["What it means", "Wrong", "Right"], Headings().Matches(page).Select(static heading => heading.Groups[1].Value));
        Assert.True(Section(page, "What it means").Trim().Length > 80, page);
    }

    [Theory]
    [MemberData(nameof(GeneratorIds))]
    public void A_page_of_another_kind_says_what_to_do(string id)
    {
        string page = Page(id);

        Assert.Equal(["What it means", "What to do"], Headings().Matches(page).Select(static heading => heading.Groups[1].Value));
        Assert.True(Section(page, "What to do").Trim().Length > 80, page);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_wrong_example_breaks_the_rule_and_no_other(string id) =>
        Assert.Equal([id], await Reported(Generate(Example(id, "Wrong"))));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_right_example_compiles_and_breaks_no_rule(string id)
    {
        TestGeneration generation = Generate(Example(id, "Right"));

        Assert.Empty(await Reported(generation));
        Assert.NotEmpty(generation.Sources);
        Assert.Empty(generation.Output.Errors);
    }

    [Fact]
    public void The_rule_of_the_package_targets_has_a_page_too()
    {
        string targets = File.ReadAllText(Path.Combine(Root(), "src/RnnGen/buildTransitive/RnnGen.OtherLanguages.targets"));

        Assert.Contains($"Code=\"{OtherLanguages}\"", targets, StringComparison.Ordinal);
        Assert.Contains($"/blob/main/{Folder}/{OtherLanguages}.md\"", targets, StringComparison.Ordinal);
        Assert.StartsWith($"# {OtherLanguages}: ", Page(OtherLanguages), StringComparison.Ordinal);
    }

    [Fact]
    public void No_page_is_left_over() => Assert.Equal(
        All.Select(static descriptor => descriptor.Id).Append(OtherLanguages).Select(static id => id + ".md").Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(Root(), Folder)).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    private static TestGeneration Generate(string example) =>
        TestCompilation.OfExample(example).Generate(new RnnModelGenerator(), new OtherGenerator());

    private static async Task<IEnumerable<string>> Reported(TestGeneration generation) =>
    [
        .. generation.Diagnostics.Select(static diagnostic => diagnostic.Id),
        .. (await generation.Output.Analyze(new UnreadModelAnalyzer(), new EditAnalyzer())).Select(static diagnostic => diagnostic.Id),
    ];

    private static string Example(string id, string section)
    {
        Match code = Code().Match(Section(Page(id), section));
        Assert.True(code.Success, $"{id} has no example in '{section}'.");
        return code.Groups[1].Value;
    }

    private static string Section(string page, string heading)
    {
        int start = page.IndexOf($"\n## {heading}\n", StringComparison.Ordinal) + heading.Length + 5;
        int end = page.IndexOf("\n## ", start, StringComparison.Ordinal);
        return page[start..(end < 0 ? page.Length : end)];
    }

    private static string Page(string id) => File.ReadAllText(Path.Combine(Root(), Folder, id + ".md"));

    /// <summary>Where the package says that its sources are. The SDK writes it into every assembly.</summary>
    private static string RepositoryUrl => typeof(RnnModelGenerator).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "RepositoryUrl").Value!;

    internal static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "RnnGen.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }

        return folder;
    }

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex("```csharp\n(.+?)```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
