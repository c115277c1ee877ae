using System.Runtime.CompilerServices;
using RnnGen.Generator.Tests.Compilations;
using VerifyTests;
using VerifyXunit;

namespace RnnGen.Generator.Tests.Snapshots;

/// <summary>Verify.SourceGenerators: compiled with <c>-p:SnapshotEngine=Verify</c>.</summary>
internal static class SnapshotEngine
{
    // A module initializer, because Verify wants its settings before its first use, whichever test that is.
    [ModuleInitializer]
    internal static void Initialize()
    {
        VerifySourceGenerators.Initialize();
        VerifierSettings.UseUtf8NoBom();
    }

    /// <summary>Verify takes the method's name from xunit.</summary>
    public static async Task Verify(TestGeneration generation, IReadOnlyDictionary<string, string> files, string sourceFile, string method)
    {
        var settings = new VerifySettings();
        settings.UseDirectory(SnapshotFiles.Folder);
        settings.IgnoreGeneratedResult(file => !files.ContainsKey(file.HintName));
        await Verifier.Verify(generation.Result, settings, sourceFile);
        Assert.Equal(
            [],
            SnapshotFiles.Leftover(SnapshotFiles.FolderOf(sourceFile), SnapshotFiles.TestName(sourceFile, method), files.Keys));
    }
}
