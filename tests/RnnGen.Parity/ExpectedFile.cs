using System.Security.Cryptography;
using System.Text;

namespace RnnGen.Parity;

/// <summary>
/// What the reference expects of every case, in a file beside the compiled models: what it was computed for, where each case begins, and the cases. Without a file,
/// or with one of other cases, everything is computed when it is asked for.
/// </summary>
internal sealed class ExpectedFile
{
    private readonly string path;
    private readonly IReadOnlyList<ParityCase> cases;
    private readonly long[]? starts;

    /// <param name="models">The path of the compiled models.</param>
    /// <param name="cases">The cases, which are their own seeds by number.</param>
    public ExpectedFile(string models, IReadOnlyList<ParityCase> cases)
    {
        path = PathOf(models);
        this.cases = cases;
        if (File.Exists(path))
        {
            using var reader = new BinaryReader(File.OpenRead(path));
            starts = reader.ReadBytes(SHA256.HashSizeInBytes).AsSpan().SequenceEqual(KeyOf(cases)) ? [.. cases.Select(_ => reader.ReadInt64())] : null;
        }
    }

    /// <summary>Whether the file has what is asked for.</summary>
    public bool IsThere => starts is not null;

    /// <summary>What the reference expects of a case, the largest batch first.</summary>
    public IEnumerable<ExpectedCalls> Of(int number)
    {
        if (starts is null)
        {
            return ExpectedCalls.Compute(cases[number], number);
        }

        using var reader = new BinaryReader(File.OpenRead(path));
        reader.BaseStream.Position = starts[number];
        return [.. cases[number].Batches.Select(_ => ExpectedCalls.Read(reader))];
    }

    /// <summary>Computes all of it. Cases are written as they get ready.</summary>
    public static void Write(string models, IReadOnlyList<ParityCase> cases)
    {
        var starts = new long[cases.Count];
        using var writer = new BinaryWriter(File.Create(PathOf(models)));
        writer.Write(new byte[SHA256.HashSizeInBytes + (sizeof(long) * starts.Length)]);
        Parallel.For(0, cases.Count, number =>
        {
            ExpectedCalls[] expected = [.. ExpectedCalls.Compute(cases[number], number)];
            lock (writer)
            {
                starts[number] = writer.BaseStream.Position;
                Array.ForEach(expected, calls => calls.Write(writer));
            }
        });

        // Only now: a file that was not finished is none of these cases'.
        writer.Seek(0, SeekOrigin.Begin);
        writer.Write(KeyOf(cases));
        Array.ForEach(starts, writer.Write);
    }

    /// <summary>A file of models that were compiled before.</summary>
    public static void Delete(string models) => File.Delete(PathOf(models));

    private static string PathOf(string models) => models + ".expected";

    private static byte[] KeyOf(IReadOnlyList<ParityCase> cases) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', cases.Select(item => $"{item} {string.Join(' ', item.Batches)}"))));
}
