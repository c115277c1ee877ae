using System.Reflection;

namespace RnnGen.Package.Tests;

/// <summary>What the build of this project knew.</summary>
internal static class Build
{
    /// <summary>Debug or Release.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The folder of the solution.</summary>
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>The machine's folder of unpacked packages.</summary>
    public static string NuGetPackageRoot { get; } = Metadata("NuGetPackageRoot");

    /// <summary>The version of what is being developed.</summary>
    public static string ProductVersion { get; } = Metadata("ProductVersion");

    /// <summary>Where the sources are published. The SDK writes it into every assembly.</summary>
    public static string RepositoryUrl { get; } = Metadata("RepositoryUrl");

    private static string Metadata(string key) => typeof(Build).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
