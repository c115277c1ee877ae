namespace RnnGen.Benchmarks.Builds;

/// <summary>A way to build a program and to start it.</summary>
/// <param name="Text">What its user says.</param>
/// <param name="Arguments">What follows <c>dotnet build</c> or, for native programs, <c>dotnet publish</c>.</param>
/// <param name="IsNative">Whether it is compiled ahead of time.</param>
/// <param name="Environment">A variable of the process that runs it, or null.</param>
internal sealed record BuildKind(string Text, string[] Arguments, bool IsNative = false, (string Name, string Value)? Environment = null)
{
    /// <summary>The one that others are compared with, first.</summary>
    public static IReadOnlyList<BuildKind> All { get; } =
    [
        new("JIT, `-c Release`", ["-c", "Release"]),
        new("JIT, Debug", ["-c", "Debug"]),
        new("JIT without AVX-512", ["-c", "Release"], Environment: ("DOTNET_EnableAVX512", "0")),
        new("JIT without AVX2 and FMA", ["-c", "Release"], Environment: ("DOTNET_EnableAVX2", "0")),
        Native("native, default target"),
        Native("native, `x86-64-v3`", "x86-64-v3"),
        Native("native, `native`", "native"),
    ];

    private static BuildKind Native(string text, string? instructions = null) =>
        new(text, ["-c", "Release", "--use-current-runtime", "-p:PublishAot=true", .. instructions is null ? (string[])[] : [$"-p:IlcInstructionSet={instructions}"]], IsNative: true);
}
