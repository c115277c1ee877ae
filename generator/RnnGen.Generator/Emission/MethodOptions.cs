namespace RnnGen.Generator.Emission;

/// <summary>How the methods of the unrolled network are compiled: the attributes in front of them, and the constants that these name.</summary>
internal static class MethodOptions
{
    /// <summary>In front of what is part of its caller.</summary>
    public const string Inlined = "[global::System.Runtime.CompilerServices.MethodImpl(Inlined)]";

    /// <summary>
    /// In front of kernels. They are compiled once and fully, because tier-0 code of static-abstract calls is a hundred times slower; and
    /// they stay methods of their own, because a caller that the JIT recompiles with several of them inlined is past its limits, and slower by as much.
    /// </summary>
    public const string Kernel = "[global::System.Runtime.CompilerServices.MethodImpl(Kernel)]";

    private const string Options = "global::System.Runtime.CompilerServices.MethodImplOptions";

    /// <summary>Prints the constants, once for each class of the network.</summary>
    public static void Print(CodeWriter code)
    {
        code.Summary("How kernels are compiled: at once and fully, and as methods of their own, which keeps each within what the JIT optimises.");
        code.Line($"private const {Options} Kernel =");
        code.Continue($"{Options}.AggressiveOptimization | {Options}.NoInlining;");
        code.Line();
        code.Summary("How small methods are compiled: as part of those that call them.");
        code.Line($"private const {Options} Inlined = {Options}.AggressiveInlining;");
    }
}
