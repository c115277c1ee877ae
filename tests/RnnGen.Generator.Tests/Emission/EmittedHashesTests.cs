using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Parity;

namespace RnnGen.Generator.Tests.Emission;

/// <summary>
/// One line for everything that is emitted for each declaration of the parity and emission tests. A refactoring that means to change nothing changes no line;
/// <c>tests/emitted.sh</c> shows what a change altered.
/// </summary>
public sealed class EmittedHashesTests
{
    /// <summary>Set to 1, writes the table anew.</summary>
    private const string Accept = "RNNGEN_ACCEPT_HASHES";

    /// <summary>A folder that receives the emitted files themselves, one for each declaration.</summary>
    private const string WriteTo = "RNNGEN_EMITTED";

    private static readonly string Table = Path.Combine(Path.GetDirectoryName(ThisFile())!, "EmittedHashes.txt");

    [Fact]
    public void What_is_emitted_has_not_changed()
    {
        Dictionary<string, string> emitted = Emitted();
        if (Environment.GetEnvironmentVariable(WriteTo) is { Length: > 0 } folder)
        {
            Write(folder, emitted);
        }

        string[] lines = [.. emitted.Select(static model => $"{Hash(model.Value)}  {model.Key}").Order(StringComparer.Ordinal).OrderBy(NameOf, StringComparer.Ordinal)];
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(Table, string.Join('\n', lines) + "\n");
        }

        string[] known = File.ReadAllLines(Table);
        string[] changed = [.. lines.Except(known, StringComparer.Ordinal).Select(NameOf)];
        string[] gone = [.. known.Except(lines, StringComparer.Ordinal).Select(NameOf).Except(changed, StringComparer.Ordinal)];
        Assert.True(
            changed.Length + gone.Length == 0,
            $"""
            Of {lines.Length} declarations {changed.Length} emit something else than {Path.GetFileName(Table)} says, or are new to it; {gone.Length} are gone from it.
            tests/emitted.sh shows the difference to a commit. If it is meant, {Accept}=1 writes the table anew.
            {string.Join('\n', changed.Concat(gone.Select(static name => "gone: " + name)).Take(20))}
            """);

        static string NameOf(string line) => line[(line.IndexOf(' ', StringComparison.Ordinal) + 2)..];
    }

    /// <summary>All files of each declaration in one text, by the declaration.</summary>
    private static Dictionary<string, string> Emitted()
    {
        var emitted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string declaration in EmissionCases.Declarations)
        {
            emitted[declaration] = Join(EmissionCases.Compile(declaration).Generate(new RnnModelGenerator()).Sources);
        }

        ModelDeclaration[] declarations = [.. EnumeratedCases.All.Select(static item => item.Declaration with { Name = "Model" })];
        string[] texts = new string[declarations.Length];
        Parallel.For(0, declarations.Length, index => texts[index] = Join(
            ModelFiles.Print(ModelPlans.Create(ModelPrograms.Create(Network.Create(declarations[index])))).ToDictionary(static file => file.HintName, static file => file.Text)));
        for (int index = 0; index < texts.Length; index++)
        {
            emitted[ModelSource.Describe(declarations[index])] = texts[index];
        }

        return emitted;

        static string Join(IReadOnlyDictionary<string, string> files) =>
            string.Concat(files.OrderBy(static file => file.Key, StringComparer.Ordinal).Select(static file => $"// {file.Key}\n{file.Value}"));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    private static void Write(string folder, Dictionary<string, string> emitted)
    {
        Directory.CreateDirectory(folder);
        foreach ((string name, string text) in emitted)
        {
            string readable = new([.. name.Where(static letter => char.IsAsciiLetterOrDigit(letter) || letter == ' ')]);
            File.WriteAllText(Path.Combine(folder, $"{readable[..Math.Min(120, readable.Length)]} {Hash(name)}.cs"), text);
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
