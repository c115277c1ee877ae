using System.Runtime.CompilerServices;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Snapshots;

/// <summary>
/// Compares what a generator printed with the files in <c>Snapshots</c>. The only place that knows an engine: our own, or
/// Verify.SourceGenerators where the build says so. Both read and write the same files.
/// </summary>
internal static class Snapshot
{
    /// <summary>Fails the test unless every generated file equals its verified one and no verified file is left over.</summary>
    /// <param name="generation">What was generated.</param>
    /// <param name="sourceFile">The test's file, which has the name of its class: the compiler fills it in.</param>
    /// <param name="method">The test's method: the compiler fills it in.</param>
    public static Task Verify(TestGeneration generation, [CallerFilePath] string sourceFile = "", [CallerMemberName] string method = "")
    {
        // Verify itself lets an empty run pass, and a crashed one shows only as a missing file.
        Assert.Empty(generation.Diagnostics);
        Assert.NotEmpty(generation.Sources);
        return SnapshotEngine.Verify(generation, sourceFile, method);
    }
}
