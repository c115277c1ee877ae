namespace RnnGen.Package.Tests;

/// <summary>A project as a user would start it, outside of the repository, that takes the package from a feed.</summary>
internal sealed class ConsumerProject : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rnngen-consumer").FullName;

    /// <param name="library">The package.</param>
    /// <param name="program">The source.</param>
    /// <param name="properties">Lines for the project file.</param>
    /// <param name="language">The language, as file names end in it: <c>cs</c>, <c>vb</c>, <c>fs</c>.</param>
    public ConsumerProject(PackedLibrary library, string program, string properties = "", string language = "cs")
    {
        // The library's one dependency comes from the machine's unpacked packages, so a restore needs no network.
        Write("nuget.config",
            $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{library.Packages}" />
              </config>
              <packageSources>
                <clear />
                <add key="feed" value="{library.Feed}" />
              </packageSources>
              <fallbackPackageFolders>
                <clear />
                <add key="machine" value="{Build.NuGetPackageRoot}" />
              </fallbackPackageFolders>
            </configuration>
            """);
        Write($"Consumer.{language}proj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {(language == "fs" ? "<Compile Include=\"Program.fs\" />" : "")}
                <PackageReference Include="RnnGen" Version="{PackedLibrary.Version}" />
              </ItemGroup>
            </Project>
            """);
        Write($"Program.{language}", program);
    }

    /// <summary>Builds it.</summary>
    /// <returns>The compiler's exit code, and all that was written.</returns>
    public Task<(int ExitCode, string Output)> Compile() => DotNet.Run(folder, "build", "-c", "Release", "-nodeReuse:false");

    /// <summary>Builds it, without a warning, and runs it.</summary>
    /// <returns>What the program wrote.</returns>
    public async Task<string> Run()
    {
        (int exitCode, string output) = await Compile();
        Assert.True(exitCode == 0 && output.Contains(" 0 Warning(s)", StringComparison.Ordinal), output);
        return await DotNet.Succeed(folder, Path.Combine("bin", "Release", "net10.0", "Consumer.dll"));
    }

    /// <summary>Files that the program or the build left in the project's folder.</summary>
    public IReadOnlyList<string> Files => [.. Directory.GetFiles(folder).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>Files in a folder of the project and below.</summary>
    public IReadOnlyList<string> FilesIn(string name) => Directory.GetFiles(Path.Combine(folder, name), "*", SearchOption.AllDirectories);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
