using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

public static partial class VectorMath
{
    /// <summary>The smallest magnitude besides zero that <see cref="FlushToZero{T}(T)"/> lets pass: 1e-30.</summary>
    internal const float FlushThreshold = 1e-30f;

    /// <summary>Zero in place of what is too small to matter: for what goes into matrix products and from step to step, which must not become subnormal.</summary>
    /// <param name="x">Any value.</param>
    /// <returns>+0 where |x| is below <see cref="FlushThreshold"/>, −0 included; x elsewhere, infinities and NaN included.</returns>
    /// <remarks>
    /// A state that fades by a factor f per step arrives among the subnormals (below 1.2e-38) sooner or later and never leaves them, because
    /// f times a few units of 2⁻¹⁴⁹ rounds back to as many. Products with subnormals take a detour of many cycles on most processors, and
    /// .NET offers no switch that makes the processor flush them itself. Three instructions.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FlushToZero<T>(T x) where T : struct, IVector<T> =>
        // Comparisons with NaN are false: NaN must take the way of the large.
        T.IfGreater(T.Broadcast(FlushThreshold), T.Abs(x), T.Broadcast(0f), x);
}
