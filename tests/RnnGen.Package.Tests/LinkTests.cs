using System.Text.RegularExpressions;

namespace RnnGen.Package.Tests;

/// <summary>Links of the documentation lead somewhere, on the page of the repository and on that of the package.</summary>
public sealed partial class LinkTests
{
    private const string PackageReadme = "src/RnnGen/PACKAGE.md";

    public static IEnumerable<object[]> Documents =>
        Directory.GetFiles(Build.RepositoryRoot, "*.md", SearchOption.AllDirectories)
            .Select(static path => Path.GetRelativePath(Build.RepositoryRoot, path).Replace('\\', '/'))
            .Where(static path => !path.Split('/').Any(static folder => folder is "bin" or "obj" or "node_modules" or "artifacts"))
            .Order(StringComparer.Ordinal)
            .Select(static path => new object[] { path });

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_into_the_repository_lead_to_something(string document)
    {
        string[] broken = [.. Targets(document).Where(target => InRepository(document, target) is { } path && !Path.Exists(path))];

        Assert.Empty(broken);
    }

    [Fact]
    public void The_package_page_has_no_relative_links_and_no_HTML()
    {
        // A page of a package lies in no folder, and shows neither HTML nor pictures of hosts it does not know.
        Assert.All(Targets(PackageReadme), static target => Assert.StartsWith("https://", target, StringComparison.Ordinal));
        Assert.DoesNotMatch("<(img|picture|a|p|div)[ >]", Text(PackageReadme));
        Assert.All(
            Pictures().Matches(Text(PackageReadme)),
            static picture => Assert.StartsWith("https://raw.githubusercontent.com/", picture.Groups[1].Value, StringComparison.Ordinal));
    }

    [Fact]
    public void The_package_page_shows_the_first_example_of_the_README() =>
        Assert.Equal(ConsumerTests.FirstExample(Text("README.md")), ConsumerTests.FirstExample(Text(PackageReadme)));

    /// <summary>The file or folder that a link means, or null if it leads out of the repository.</summary>
    private static string? InRepository(string document, string target)
    {
        string[] roots = [Build.RepositoryUrl + "/blob/main/", Build.RepositoryUrl + "/tree/main/", Build.RepositoryUrl.Replace("github.com", "raw.githubusercontent.com", StringComparison.Ordinal) + "/main/"];
        string? root = roots.FirstOrDefault(root => target.StartsWith(root, StringComparison.Ordinal));
        string folder = root is null ? Path.GetDirectoryName(document)! : "";
        string path = target[(root?.Length ?? 0)..].Split('#')[0];
        return root is null && target.Contains(':', StringComparison.Ordinal) ? null : Path.GetFullPath(Path.Combine(Build.RepositoryRoot, folder, path));
    }

    private static IEnumerable<string> Targets(string document)
    {
        string text = Code().Replace(Text(document), "");
        return Links().Matches(text).Concat(Attributes().Matches(text)).Select(static link => link.Groups[1].Value).Where(static target => !target.StartsWith('#'));
    }

    private static string Text(string document) => File.ReadAllText(Path.Combine(Build.RepositoryRoot, document));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"(?:src|srcset|href)=""([^""]+)""")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"!\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Pictures();

    [GeneratedRegex("```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();
}
