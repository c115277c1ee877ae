using System.Runtime.CompilerServices;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Snapshots;

/// <summary>
/// Compares what a generator printed with the files in <c>Snapshots</c>. The only place that knows an engine: our own, or
/// Verify.SourceGenerators where the build says so. Both read and write the same files.
/// </summary>
internal static class Snapshot
{
    /// <summary>Fails the test unless every generated file that is shown equals its verified one and no verified file is left over.</summary>
    /// <param name="generation">What was generated.</param>
    /// <param name="shown">The files to compare, named as <c>Forecaster.Loss</c> without folder and ending; none for all.</param>
    /// <param name="sourceFile">The test's file, which has the name of its class: the compiler fills it in.</param>
    /// <param name="method">The test's method: the compiler fills it in.</param>
    public static Task Verify(TestGeneration generation, IReadOnlyCollection<string> shown, [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
    {
        // Verify itself lets an empty run pass, and a crashed one shows only as a missing file.
        Assert.Empty(generation.Diagnostics);
        Assert.NotEmpty(generation.Sources);
        Dictionary<string, string> files = generation.Sources
            .Where(file => shown.Count == 0 || shown.Contains(SnapshotFiles.NameOf(file.Key)))
            .ToDictionary(static file => file.Key, static file => file.Value);
        Assert.Equal(shown.Count == 0 ? generation.Sources.Count : shown.Count, files.Count);
        return SnapshotEngine.Verify(generation, files, sourceFile, method);
    }
}
