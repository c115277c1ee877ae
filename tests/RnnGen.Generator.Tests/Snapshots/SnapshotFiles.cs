namespace RnnGen.Generator.Tests.Snapshots;

/// <summary>Where snapshots are and what they are called: the conventions of Verify.SourceGenerators.</summary>
internal static class SnapshotFiles
{
    /// <summary>The folder beside the test's file.</summary>
    public const string Folder = "Snapshots";

    /// <summary>Ending of the files under version control.</summary>
    public const string Verified = ".verified.cs";

    /// <summary>Ending of the files a failed test leaves behind.</summary>
    public const string Received = ".received.cs";

    /// <summary>The folder for tests in <paramref name="sourceFile"/>.</summary>
    public static string FolderOf(string sourceFile) => Path.Combine(Path.GetDirectoryName(sourceFile)!, Folder);

    /// <summary><c>Class.Method</c>.</summary>
    public static string TestName(string sourceFile, string method) => Path.GetFileNameWithoutExtension(sourceFile) + "." + method;

    /// <summary>
    /// A snapshot's path without its ending: <c>Class.Method#Forecaster.Loss.g</c> for a hint name
    /// <c>Some.Namespace/Forecaster.Loss.g.cs</c>.
    /// </summary>
    public static string PathOf(string folder, string test, string hintName) =>
        Path.Combine(folder, $"{test}#{Path.GetFileNameWithoutExtension(hintName)}");

    /// <summary><c>Forecaster.Loss</c> for a hint name <c>Some.Namespace/Forecaster.Loss.g.cs</c>.</summary>
    public static string NameOf(string hintName) => Path.GetFileName(hintName)[..^".g.cs".Length];

    /// <summary>Names of verified files of that test that belong to none of the generated files.</summary>
    public static IReadOnlyList<string> Leftover(string folder, string test, IEnumerable<string> hintNames)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        HashSet<string> produced = [.. hintNames.Select(hintName => PathOf(folder, test, hintName) + Verified)];
        return
        [
            .. Directory.EnumerateFiles(folder, $"{test}#*{Verified}")
                .Where(path => !produced.Contains(path))
                .Select(static path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal),
        ];
    }
}
