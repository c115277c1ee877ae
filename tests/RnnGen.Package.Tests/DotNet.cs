using System.Diagnostics;

namespace RnnGen.Package.Tests;

/// <summary>Runs the <c>dotnet</c> command.</summary>
internal static class DotNet
{
    /// <summary>For what hangs: a slow machine that does much else is no failure.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromHours(1);

    /// <summary>Runs a command to its end.</summary>
    /// <returns>Its exit code, and all it wrote.</returns>
    public static Task<(int ExitCode, string Output)> Run(string folder, params string[] arguments) => Start(folder, "dotnet", arguments);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="program">What.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables on top of this process's.</param>
    /// <returns>Its exit code, and all it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> Start(string folder, string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The child is a user's build: it must not inherit what this test run was started with, nor leave servers behind.
        foreach (string name in start.Environment.Keys.Where(static name =>
            name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || name is "Configuration" or "Platform" or "CI" or "VSTEST_CONNECTION_TIMEOUT").ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {TimeLimit}.");
        }

        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Runs a command that has to succeed.</summary>
    /// <returns>All it wrote.</returns>
    public static async Task<string> Succeed(string folder, params string[] arguments)
    {
        (int exitCode, string output) = await Run(folder, arguments);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)}: exit code {exitCode}\n{output}");
        return output;
    }
}
