using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Emission;

/// <summary>
/// Names of generated files: <c>Namespace/Class.Concern.g.cs</c>. The compiler tells them apart without regard to case, file systems take no
/// part of a path of more than 255 bytes, and Windows no long path: so what is long is cut, with a hash of the whole in place of the rest.
/// </summary>
internal static class HintNames
{
    // Bytes. What is usual is far below: what is cut can still be read, and the longest name has fewer than 200.
    private const int LongestFolder = 80;
    private const int LongestClass = 60;
    private const int LongestConcern = 40;

    // A hyphen, and 32 bits in hexadecimal.
    private const int HashLength = 9;

    /// <summary>What the names of all files of a model begin with. Twins, whose names differ in case only, get numbers.</summary>
    public static string Path(ModelDeclaration model)
    {
        IEnumerable<string> scopes = [model.Namespace, .. model.ContainingTypes.Select(NameOf)];
        string folder = Part(string.Join(".", scopes.Where(scope => scope.Length > 0)), LongestFolder);
        string name = Part(model.Name, LongestClass)
            + (model.Twin > 0 ? "-" + (model.Twin + 1).ToString(CultureInfo.InvariantCulture) : "");
        return folder.Length > 0 ? folder + "/" + name : name;
    }

    /// <summary>The name of one file of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="concern">What the file is about; empty for the main file.</param>
    public static string Of(ModelDeclaration model, string concern) =>
        Path(model) + (concern.Length > 0 ? "." + Part(concern, LongestConcern) : "") + ".g.cs";

    /// <summary>The name in the header of a type: <c>partial record struct Box&lt;in T&gt; : …</c> → <c>Box</c>.</summary>
    public static string NameOf(string header)
    {
        string plain = header.Split('<', ':')[0].TrimEnd();
        return plain.Substring(plain.LastIndexOf(' ') + 1);
    }

    private static string Part(string text, int longest)
    {
        text = text.Replace("@", "");
        string legal = string.Concat(text.Select(static letter => letter == '.' || SyntaxFacts.IsIdentifierPartCharacter(letter) ? letter : '_'));
        return legal == text && Encoding.UTF8.GetByteCount(text) <= longest
            ? text
            : Start(legal, longest - HashLength) + "-" + Hash(text).ToString("x8", CultureInfo.InvariantCulture);
    }

    private static string Start(string text, int bytes)
    {
        int length = Math.Min(text.Length, bytes);
        while (Encoding.UTF8.GetByteCount(text.Substring(0, length)) > bytes)
        {
            length--;
        }

        return text.Substring(0, length);
    }

    // FNV-1a: string.GetHashCode is another one in every process.
    private static uint Hash(string text)
    {
        uint hash = 2166136261;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ value) * 16777619);
        }

        return hash;
    }
}
