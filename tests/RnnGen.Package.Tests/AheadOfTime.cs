using System.Runtime.InteropServices;

namespace RnnGen.Package.Tests;

/// <summary>What it takes to publish native programs: a linker, a library of the system, and the compiler's package.</summary>
internal static class AheadOfTime
{
    /// <summary>Where everything is to be proved, as by .ci/run, what is missing is a failure.</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable("CI") is "true" or "1" || Environment.GetEnvironmentVariable("RNNGEN_REQUIRE_AOT") == "1";

    /// <summary>This machine's runtime identifier, as the compiler's package has it.</summary>
    public static string Runtime => $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>What is missing, or null.</summary>
    public static string? Missing =>
        !OperatingSystem.IsLinux() ? "the test knows Linux alone"
        : !IsInPath("clang") && !IsInPath("gcc") ? "there is neither clang nor gcc"
        : !File.Exists("/usr/include/zlib.h") ? "there is no zlib.h"
        : !Directory.Exists(Path.Combine(Build.NuGetPackageRoot, $"runtime.{Runtime}.microsoft.dotnet.ilcompiler")) ? "the compiler's package has never been restored"
        : null;

    private static bool IsInPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
