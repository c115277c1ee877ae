using System.Text.RegularExpressions;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Generator.Tests.Diagnostics;

namespace RnnGen.Generator.Tests.Emission;

/// <summary>The page of the sample Hello shows what is emitted, line by line.</summary>
public sealed partial class HelloPageTests
{
    [Fact]
    public void The_page_shows_what_is_emitted()
    {
        string folder = Path.Combine(HelpPageTests.Root(), "samples", "Hello");
        string declaration = File.ReadAllText(Path.Combine(folder, "Speller.cs"));
        string[] emitted = [.. TestCompilation.Create(declaration).Generate(new RnnModelGenerator()).Sources.Values.Select(Unindented)];
        string[] blocks = [.. CodeBlock.Matches(File.ReadAllText(Path.Combine(folder, "README.md"))).Select(static match => Unindented(match.Groups[1].Value))];

        Assert.True(blocks.Length >= 8);
        Assert.Contains(blocks[0], Unindented(declaration), StringComparison.Ordinal);
        Assert.All(blocks[1..], block => Assert.True(Array.Exists(emitted, text => text.Contains(block, StringComparison.Ordinal)), $"This is not emitted:\n{block}"));
    }

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock { get; }

    /// <summary>Lines without what they begin with: a page has fewer tabs.</summary>
    private static string Unindented(string text) => string.Join('\n', text.Split('\n').Select(static line => line.Trim()));
}
