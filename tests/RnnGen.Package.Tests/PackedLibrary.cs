using System.IO.Compression;

namespace RnnGen.Package.Tests;

/// <summary>The package, made once from what has been built, in a folder that serves as a feed.</summary>
public sealed class PackedLibrary : IAsyncLifetime
{
    /// <summary>A version of the tests' own, so that no published package can take its place.</summary>
    public const string Version = "0.0.0-test";

    private readonly string root = Directory.CreateTempSubdirectory("rnngen-package").FullName;

    /// <summary>The feed.</summary>
    public string Feed => Path.Combine(root, "feed");

    /// <summary>Path of the package.</summary>
    public string Package => Path.Combine(Feed, $"RnnGen.{Version}.nupkg");

    /// <summary>Path of the package of symbols.</summary>
    public string Symbols => Path.Combine(Feed, $"RnnGen.{Version}.snupkg");

    /// <summary>Packages that consumers unpack; shared among them, apart from the machine's.</summary>
    public string Packages => Path.Combine(root, "packages");

    /// <summary>Names of the files in a package, without NuGet's own bookkeeping.</summary>
    public static IReadOnlyList<string> Entries(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        return
        [
            .. archive.Entries.Select(static entry => entry.FullName)
                .Where(static name => name is not ("_rels/.rels" or "[Content_Types].xml") && !name.StartsWith("package/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public async Task InitializeAsync() => await DotNet.Succeed(
        Build.RepositoryRoot, "pack", "src/RnnGen", "--no-build", "-c", Build.Configuration, "-o", Feed, $"-p:Version={Version}");

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return Task.CompletedTask;
    }
}

/// <summary>The tests that share one package.</summary>
[CollectionDefinition(nameof(PackedLibrary))]
public sealed class PackedLibraryTests : ICollectionFixture<PackedLibrary>;
