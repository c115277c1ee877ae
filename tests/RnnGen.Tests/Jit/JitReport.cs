using System.Text.RegularExpressions;

namespace RnnGen.Tests.Jit;

/// <summary>
/// What RyuJIT writes with <c>DOTNET_JitDisasmSummary</c> (a line for every method) and <c>DOTNET_JitDisasm</c> (the machine
/// code of those asked for). Methods are named without type arguments and parameters: <c>Model+BatchNetwork`1:Lstm1Step</c>.
/// </summary>
internal sealed partial class JitReport
{
    private JitReport(IReadOnlyList<(string Method, string Tier)> methods, IReadOnlyDictionary<string, List<string>> calls) =>
        (Methods, Calls) = (methods, calls);

    /// <summary>Every method compiled, once for each of its instances, and how it was: <c>FullOpts</c>, <c>MinOpts</c>, <c>Tier0</c>, …</summary>
    public IReadOnlyList<(string Method, string Tier)> Methods { get; }

    /// <summary>For every method whose machine code is listed: the symbols it calls, in order.</summary>
    public IReadOnlyDictionary<string, List<string>> Calls { get; }

    public static JitReport Read(IEnumerable<string> lines)
    {
        var methods = new List<(string Method, string Tier)>();
        var calls = new Dictionary<string, List<string>>();
        List<string>? listed = null;
        foreach (string line in lines)
        {
            if (Summary().Match(line) is { Success: true } summary)
            {
                methods.Add((NameIn(summary), summary.Groups["tier"].Value));
            }
            else if (Listing().Match(line) is { Success: true } listing)
            {
                string method = NameIn(listing);
                listed = calls.TryGetValue(method, out List<string>? known) ? known : calls[method] = [];
            }
            else if (listed is not null && Call().Match(line) is { Success: true } call)
            {
                listed.Add(call.Groups["symbol"].Value);
            }
        }

        return new JitReport(methods, calls);
    }

    private static string NameIn(Match match) => $"{match.Groups["type"].Value}:{match.Groups["method"].Value}";

    [GeneratedRegex(@"^ *\d+: JIT compiled (?<type>[^\[\(:]+)(\[[^:]*\])?:(?<method>[^\[\(]+).* \[(?<tier>[^\[,]+), IL size=")]
    private static partial Regex Summary();

    [GeneratedRegex(@"^; Assembly listing for method (?<type>[^\[\(:]+)(\[[^:]*\])?:(?<method>[^\[\(]+)")]
    private static partial Regex Listing();

    /// <summary>x64 and Arm64; a call in tail position is a jump.</summary>
    [GeneratedRegex(@"^\s+(call|tail\.jmp|bl|blr)\s+(?<symbol>.+?)\s*$")]
    private static partial Regex Call();
}
