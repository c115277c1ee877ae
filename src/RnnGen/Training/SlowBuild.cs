using System.Diagnostics;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace RnnGen;

/// <summary>What makes training slow without a word: how the program was built.</summary>
internal static class SlowBuild
{
    private static int told;

    /// <summary>
    /// What to change in the build, once for a process; null where nothing is to be gained, when it was said before, or under a debugger, for which optimisation was
    /// switched off.
    /// </summary>
    /// <param name="models">The assembly with the model's code.</param>
    public static string? AdviceOnce(Assembly models) =>
        !Debugger.IsAttached && Advice(IsOptimized(models), HasUnusedVectors()) is { } advice && Interlocked.Exchange(ref told, 1) == 0 ? advice : null;

    /// <summary>What to change in the build, or null.</summary>
    /// <param name="isOptimized">Whether the runtime may optimise the model's code.</param>
    /// <param name="hasUnusedVectors">Whether the processor's vectors are wider than those the program was compiled for.</param>
    internal static string? Advice(bool isOptimized, bool hasUnusedVectors) =>
        !isOptimized
            ? "This build is not optimised, so training takes more than 20 times longer: use -c Release, or set <Optimize>true</Optimize> (in a file: #:property Optimize=true)."
        : hasUnusedVectors
            ? "This program was compiled for processors without AVX2, so training takes some 3 times longer: set <IlcInstructionSet>x86-64-v3</IlcInstructionSet>, or native."
        : null;

    /// <summary>The compiler marks an assembly that it does not optimise, and the runtime does not optimise it either.</summary>
    internal static bool IsOptimized(Assembly assembly) => assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    /// <summary>Only a program compiled ahead of time can be narrower than its processor; the JIT takes what is there, or what it was told to.</summary>
    private static bool HasUnusedVectors() => !RuntimeFeature.IsDynamicCodeCompiled && Vector<byte>.Count < 32 && HasAvx2();

    /// <summary>What the processor says; <see cref="Avx2.IsSupported"/> would be what the program was compiled for.</summary>
    private static bool HasAvx2() => X86Base.IsSupported && X86Base.CpuId(0, 0).Eax >= 7 && (X86Base.CpuId(7, 0).Ebx & (1 << 5)) != 0;
}
