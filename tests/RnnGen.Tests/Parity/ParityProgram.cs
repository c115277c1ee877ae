using System.Diagnostics;

namespace RnnGen.Tests.Parity;

/// <summary>The console project RnnGen.Parity, for what is settled when a process starts: the width of vectors, and what the JIT reports.</summary>
internal static class ParityProgram
{
    /// <summary>The console project is built along with this one, into the folder that matches this one's.</summary>
    private static string Path
    {
        get
        {
            string[] folders = AppContext.BaseDirectory.Split(System.IO.Path.DirectorySeparatorChar);
            folders[Array.LastIndexOf(folders, "RnnGen.Tests")] = "RnnGen.Parity";
            return System.IO.Path.Combine(string.Join(System.IO.Path.DirectorySeparatorChar, folders), "RnnGen.Parity.dll");
        }
    }

    /// <summary>
    /// What the settings of vectors are for <paramref name="bits"/>; none for 0, the default of this machine. x64 processors with 256 bits at most have sixteen registers, not
    /// the thirty-two that come with AVX-512; those with 128 have no fused multiply–add either, unless they are to have it like Arm64's.
    /// </summary>
    public static (string Name, string Value)[] Vectors(int bits, bool fused = true) => bits switch
    {
        0 => [],
        128 when !fused => [("DOTNET_EnableAVX2", "0")],
        256 => [("DOTNET_EnableAVX512", "0")],
        _ => [("DOTNET_MaxVectorTBitWidth", $"{bits}"), ("DOTNET_PreferredVectorBitWidth", $"{bits}")],
    };

    /// <summary>Runs it to its end and fails the test if it fails.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables of the process, on top of this one's.</param>
    /// <returns>What it wrote.</returns>
    public static string Run(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && System.IO.Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [Path, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string inherited in (string[])["DOTNET_EnableAVX2", "DOTNET_EnableAVX512", "DOTNET_MaxVectorTBitWidth", "DOTNET_PreferredVectorBitWidth", "DOTNET_TieredCompilation"])
        {
            start.Environment.Remove(inherited);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{output}\n{errors.Result}");
        return output;
    }
}
