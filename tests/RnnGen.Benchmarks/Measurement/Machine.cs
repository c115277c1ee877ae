using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Benchmarks.Measurement;

/// <summary>What a table of times has to say about where it was made.</summary>
internal static class Machine
{
    public static string Processor => CpuInfo("model name");

    public static string Runtime => RuntimeInformation.FrameworkDescription;

    public static string System => RuntimeInformation.OSDescription;

    /// <summary>Width of what .NET calls <see cref="Vector{T}"/> and of the widest vector in hardware.</summary>
    public static string Vectors =>
        $"Vector<float> of {Vector<float>.Count * 32} bits, Vector512 {(Vector512.IsHardwareAccelerated ? "accelerated" : "not accelerated")}";

    /// <summary>Processes that wanted a core in the last minute, ours among them; a number above ours says that figures are disturbed.</summary>
    public static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string CpuInfo(string key)
    {
        const string Path = "/proc/cpuinfo";
        string? line = File.Exists(Path) ? File.ReadLines(Path).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..];
    }
}
