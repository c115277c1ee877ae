using System.Text.RegularExpressions;

namespace RnnGen.Package.Tests;

/// <summary>A project as a user would start it, outside of the repository, that takes the package from a feed.</summary>
internal sealed partial class ConsumerProject : IDisposable
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
    public Task<(int ExitCode, string Output)> Compile(string configuration = "Release") => DotNet.Run(folder, "build", "-c", configuration, "-nodeReuse:false");

    /// <summary>Builds it, without a warning, and runs it.</summary>
    /// <param name="configuration">Release or Debug.</param>
    /// <param name="environment">Variables of the program, on top of this process's.</param>
    /// <returns>What the program wrote.</returns>
    public async Task<string> Run(string configuration = "Release", params (string Name, string Value)[] environment)
    {
        AssertClean(await Compile(configuration));
        return Succeeded(await DotNet.Start(folder, "dotnet", [Path.Combine("bin", configuration, "net10.0", "Consumer.dll")], environment));
    }

    /// <summary>Publishes it as a native program, without a warning, and runs that.</summary>
    /// <param name="runtime">The runtime identifier of this machine.</param>
    /// <returns>What the program wrote.</returns>
    public async Task<string> RunAheadOfTime(string runtime)
    {
        AssertClean(await DotNet.Run(folder, "publish", "-c", "Release", "-r", runtime, "-p:PublishAot=true", "-o", "native", "-nodeReuse:false"));
        return Succeeded(await DotNet.Start(folder, Path.Combine(folder, "native", "Consumer"), []));
    }

    /// <summary>Files that the program or the build left in the project's folder.</summary>
    public IReadOnlyList<string> Files => [.. Directory.GetFiles(folder).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>Files in a folder of the project and below.</summary>
    public IReadOnlyList<string> FilesIn(string name) => Directory.GetFiles(Path.Combine(folder, name), "*", SearchOption.AllDirectories);

    /// <summary>Adds a file to the project's folder.</summary>
    public void Add(string name, string text) => Write(name, text);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void AssertClean((int ExitCode, string Output) build) =>
        Assert.True(build.ExitCode == 0 && !Warning().IsMatch(build.Output), build.Output);

    [GeneratedRegex("warning [A-Z]+[0-9]+")]
    private static partial Regex Warning();

    private static string Succeeded((int ExitCode, string Output) run)
    {
        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}\n{run.Output}");
        return run.Output;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
}
