using System.Reflection;
using RnnGen.Tests.Parity;

namespace RnnGen.Tests.Jit;

/// <summary>
/// Kernels are what the time goes to: they are compiled fully optimised, and nothing in them is called. A method past the
/// JIT's limits is compiled without optimisation, or its additions and multiplications become calls, five to thirty times
/// slower; the planner's budgets are there to stay below them. Here the JIT itself says what it did, in a child process.
/// </summary>
public sealed class KernelCodeTests(KernelCodeTests.Models models) : IClassFixture<KernelCodeTests.Models>
{
    /// <summary>Fewer kernels than these models have had from the start: nothing would be proved.</summary>
    private const int FewestKernels = 1500;

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Kernels_are_fully_optimised_and_call_nothing_on_vectors_of_that_many_bits_or_by_default(int bits)
    {
        (JitReport report, IReadOnlySet<string> kernels) = models.Compile(bits);

        Assert.True(kernels.Count >= FewestKernels, $"{kernels.Count} kernels instead of {FewestKernels} or more.");
        AssertNone("are kernels whose code the JIT did not list", Unlisted(report, kernels));
        AssertNone("are kernels without full optimisation", report.Methods
            .Where(compiled => kernels.Contains(compiled.Method) && compiled.Tier != "FullOpts")
            .Select(compiled => $"{compiled.Method} ({compiled.Tier})"));
        AssertNone("are emitted methods without optimisation", report.Methods
            .Where(compiled => IsEmitted(compiled.Method) && compiled.Tier.Contains("MinOpts", StringComparison.Ordinal))
            .Select(compiled => compiled.Method));
        AssertNone("are calls in kernels", kernels.Where(report.Calls.ContainsKey)
            .SelectMany(kernel => report.Calls[kernel].Select(symbol => $"{kernel} calls {symbol}")));
    }

    /// <summary>An operation that the processor lacks is a routine of the runtime's, for each lane: the one for fused multiply–adds took sixty times longer.</summary>
    [Fact]
    public void Kernels_call_no_routine_of_the_runtime_without_fused_multiply_add()
    {
        (JitReport report, IReadOnlySet<string> kernels) = models.Compile(128, fused: false);

        Assert.True(kernels.Count >= FewestKernels, $"{kernels.Count} kernels instead of {FewestKernels} or more.");
        AssertNone("are kernels whose code the JIT did not list", Unlisted(report, kernels));
        AssertNone("are calls of the runtime in kernels", kernels.Where(report.Calls.ContainsKey)
            .SelectMany(kernel => report.Calls[kernel].Where(static symbol => !IsOurs(symbol)).Select(symbol => $"{kernel} calls {symbol}")));
    }

    /// <summary>What the JIT recompiles later may not swallow kernels: together they would exceed its limits.</summary>
    [Fact]
    public void Kernels_stay_methods_of_their_own()
    {
        MethodInfo[] kernels = [.. typeof(KernelCodeTests).Assembly.GetTypes()
            .Where(type => type.Name is "BatchNetwork`1" or "SequenceNetwork`1")
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization))];
        Assert.True(kernels.Length > 100, $"{kernels.Length} kernels");
        Assert.All(kernels, kernel => Assert.True(kernel.MethodImplementationFlags.HasFlag(MethodImplAttributes.NoInlining), kernel.ToString()));
    }

    /// <summary>
    /// Kernels of which there is no machine code. Of one vector of units and two at a time, each kind of vector and each use of a step compiles what it takes: one of both is enough.
    /// </summary>
    private static IEnumerable<string> Unlisted(JitReport report, IReadOnlySet<string> kernels)
    {
        HashSet<string> listed = [.. kernels.Where(report.Calls.ContainsKey).Select(StepOf)];
        return kernels.Where(kernel => !listed.Contains(StepOf(kernel)));

        static string StepOf(string kernel) => kernel.Split("g__")[0];
    }

    /// <summary>Static constructors run once, and the JIT does not spend time on them.</summary>
    private static bool IsEmitted(string method) =>
        (method.Contains("+BatchNetwork", StringComparison.Ordinal) || method.Contains("+SequenceNetwork", StringComparison.Ordinal))
        && !method.EndsWith(":.cctor", StringComparison.Ordinal);

    private static bool IsOurs(string symbol) =>
        symbol.StartsWith("[RnnGen.Runtime.", StringComparison.Ordinal) || symbol.Contains("+SequenceNetwork`1", StringComparison.Ordinal) || symbol.Contains("+BatchNetwork`1", StringComparison.Ordinal);

    private void AssertNone(string what, IEnumerable<string> found)
    {
        string[] all = [.. found.Distinct()];
        Assert.True(all.Length == 0, $"{all.Length} {what}:\n{string.Join('\n', all.Take(20).Select(models.Describe))}");
    }

    /// <summary>What the models of these tests are declared as, for messages.</summary>
    public sealed class Models
    {
        private readonly Dictionary<string, string> declarations = [];

        /// <summary>What the JIT reports when every call of every model is made, and the names of the kernels.</summary>
        internal (JitReport Report, IReadOnlySet<string> Kernels) Compile(int bits, bool fused = true)
        {
            string listing = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.txt");
            try
            {
                // Callers stay in the first tier, so no kernel is inlined into one, and no listing of the background compiler mixes with these.
                string output = ParityProgram.Run(
                    [ParityModels.Assembly, "kernels", $"{bits}"],
                    [
                        .. ParityProgram.Vectors(bits, fused),
                        ("DOTNET_TieredCompilation", "1"),
                        ("DOTNET_TC_CallCounting", "0"),
                        ("DOTNET_JitStdOutFile", listing),
                        ("DOTNET_JitDisasmSummary", "1"),
                        ("DOTNET_JitDisasm", "*BatchNetwork`1:* *SequenceNetwork`1:*"),
                    ]);
                string[] lines = output.Split('\n', StringSplitOptions.TrimEntries);
                foreach (string[] words in lines.Select(line => line.Split(' ', 3)).Where(words => words[0] == "model"))
                {
                    declarations[words[1]] = words[2];
                }

                return (
                    JitReport.Read(File.ReadLines(listing)),
                    lines.Where(line => line.StartsWith("kernel ", StringComparison.Ordinal)).Select(line => line["kernel ".Length..]).ToHashSet());
            }
            finally
            {
                File.Delete(listing);
            }
        }

        /// <summary>With the declaration of the model, where the text begins with its name.</summary>
        internal string Describe(string method) =>
            declarations.TryGetValue(method[..method.IndexOf('+', StringComparison.Ordinal)], out string? declaration) ? $"{method}, in {declaration}" : method;
    }
}
