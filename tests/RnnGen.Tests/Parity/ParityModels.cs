namespace RnnGen.Tests.Parity;

/// <summary>The models of the parity program, compiled once for all tests and widths, with what the reference expects of them.</summary>
internal static class ParityModels
{
    private static readonly Lazy<string> assembly = new(Prepare);

    /// <summary>The random networks are drawn from this seed: set the variable to draw others.</summary>
    public static string Seed { get; } = Environment.GetEnvironmentVariable("RNNGEN_PARITY_SEED") ?? "1";

    /// <summary>Where the assembly is; the first who asks waits for it.</summary>
    public static string Assembly => assembly.Value;

    private static string Prepare()
    {
        string folder = Directory.CreateTempSubdirectory("parity").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        string path = Path.Combine(folder, "Models.dll");
        ParityProgram.Run([path, "prepare", Seed]);
        return path;
    }
}
