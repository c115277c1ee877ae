using System.Text.RegularExpressions;
using System.Xml.Linq;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Generator.Tests.Diagnostics;

namespace RnnGen.Generator.Tests.Emission;

/// <summary>The picture on the repository's first page shows what is true.</summary>
public sealed class PictureTests
{
    private static readonly string root = HelpPageTests.Root();

    [Fact]
    public void What_is_declared_stands_in_the_first_example()
    {
        string[] example = Lines(Example());

        Assert.Equal(4, Shown("declared").Count);
        Assert.All(Shown("declared"), line => Assert.Contains(line, example));
    }

    [Fact]
    public void What_is_emitted_for_it_is_emitted()
    {
        TestGeneration generation = TestCompilation.Create("using RnnGen;\n" + string.Join('\n', Shown("declared"))).Generate(new RnnModelGenerator());
        string emitted = string.Join('\n', Lines(string.Join('\n', generation.Sources.Values)));

        Assert.True(Shown("code").Count > 20);
        Assert.All(Shown("code"), line => Assert.Matches("(?m)^" + Regex.Escape(line).Replace("…", ".*", StringComparison.Ordinal) + "$", emitted));
    }

    /// <summary>The lines of a class in the picture.</summary>
    private static IReadOnlyList<string> Shown(string kind) =>
    [
        .. XDocument.Load(Path.Combine(root, ".github/images/unrolled.svg")).Descendants()
            .Where(element => element.Name.LocalName == "text" && (string?)element.Attribute("class") == kind)
            .Select(static element => element.Value),
    ];

    private static string Example()
    {
        string readme = File.ReadAllText(Path.Combine(root, "README.md"));
        int start = readme.IndexOf("```csharp\n", StringComparison.Ordinal);
        return readme[start..readme.IndexOf("\n```\n", start, StringComparison.Ordinal)];
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Select(static line => line.Trim())];
}
