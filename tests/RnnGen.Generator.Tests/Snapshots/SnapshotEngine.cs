using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Snapshots;

/// <summary>Our own engine, the default one: files as Verify.SourceGenerators writes them, differences shown by DiffPlex.</summary>
internal static class SnapshotEngine
{
    public static Task Verify(TestGeneration _, IReadOnlyDictionary<string, string> files, string sourceFile, string method)
    {
        string? problem = SnapshotComparison.Compare(
            SnapshotFiles.FolderOf(sourceFile),
            SnapshotFiles.TestName(sourceFile, method),
            files,
            accept: Environment.GetEnvironmentVariable("RNNGEN_ACCEPT_SNAPSHOTS") == "1");
        Assert.True(problem is null, problem);
        return Task.CompletedTask;
    }
}
