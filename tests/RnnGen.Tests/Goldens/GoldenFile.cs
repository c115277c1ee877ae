namespace RnnGen.Tests.Goldens;

/// <summary>The files that make_goldens.py wrote, which are resources of this assembly.</summary>
internal static class GoldenFile
{
    /// <summary>Opens a file by its name without extension.</summary>
    public static Stream Open(string name) =>
        typeof(GoldenFile).Assembly.GetManifestResourceStream($"Goldens.{name}.safetensors")
        ?? throw new FileNotFoundException($"There is no golden file {name}.safetensors: run make_goldens.py.");

    public static SafetensorsFile Read(string name)
    {
        using Stream stream = Open(name);
        return SafetensorsFile.Read(stream);
    }

    /// <summary>A tensor as what it stands for: the result of a computation in double precision.</summary>
    public static double[] Expected(this SafetensorsFile file, string name) => Array.ConvertAll(file[name].ToSingles(), value => (double)value);
}
