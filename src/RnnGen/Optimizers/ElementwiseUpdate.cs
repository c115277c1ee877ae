using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen;

/// <summary>An optimizer's formula for one vector of parameters.</summary>
internal interface IUpdateRule
{
    /// <summary>Number of values that the rule remembers for each parameter.</summary>
    static abstract int StatesPerParameter { get; }

    /// <summary>One step.</summary>
    /// <param name="parameters">The parameters before the step.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="states">What the rule remembers of them, one vector for each kind of state; updated.</param>
    /// <returns>The parameters after the step.</returns>
    Vector<float> Step(Vector<float> parameters, Vector<float> gradients, Span<Vector<float>> states);
}

/// <summary>
/// Runs a rule over all parameters. Everything is done lane by lane with single operations, so the result does not
/// depend on the width of the processor's vectors.
/// </summary>
internal static class ElementwiseUpdate
{
    private const float SmallestNormal = 1.17549435e-38f;

    /// <summary>
    /// State for a number of parameters, zero: for each vector of parameters the vectors of its kinds of state, side by
    /// side. The last vector is padded.
    /// </summary>
    public static Vector<float>[] AllocateStates<TRule>(int length)
        where TRule : struct, IUpdateRule =>
        new Vector<float>[(length + Vector<float>.Count - 1) / Vector<float>.Count * TRule.StatesPerParameter];

    /// <summary>
    /// What a rule remembers, zero where it is subnormal: the running means of a parameter that gets no gradient any more would stay among the smallest subnormals for
    /// ever, and each step would be many times slower.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Remembered(Vector<float> state) => Vector.ConditionalSelect(
        Vector.LessThan(Vector.Abs(state), new Vector<float>(SmallestNormal)), Vector<float>.Zero, state);

    /// <summary>Applies <paramref name="rule"/> to some parameters.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="gradients">As many gradients.</param>
    /// <param name="states">What the rule remembers of them.</param>
    /// <param name="ranges">Those that are changed; whatever they share a vector with is not.</param>
    public static void Run<TRule>(
        in TRule rule, Span<float> parameters, ReadOnlySpan<float> gradients, Span<Vector<float>> states, ReadOnlySpan<ParameterRange> ranges)
        where TRule : struct, IUpdateRule
    {
        int kinds = TRule.StatesPerParameter;
        Span<Vector<float>> parameterVectors = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        ReadOnlySpan<Vector<float>> gradientVectors = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        TRule local = rule;
        foreach (ParameterRange range in ranges)
        {
            int firstWhole = (range.Start + Vector<float>.Count - 1) / Vector<float>.Count;
            int endWhole = range.End / Vector<float>.Count;
            for (int i = firstWhole; i < endWhole; i++)
            {
                parameterVectors[i] =
                    local.Step(parameterVectors[i], gradientVectors[i], states.Slice(i * kinds, kinds));
            }

            if (range.Start < firstWhole * Vector<float>.Count)
            {
                RunPart(local, parameters, gradients, states, range.Start, Math.Min(range.End, firstWhole * Vector<float>.Count));
            }

            if (endWhole >= firstWhole && endWhole * Vector<float>.Count < range.End)
            {
                RunPart(local, parameters, gradients, states, endWhole * Vector<float>.Count, range.End);
            }
        }
    }

    /// <summary>Part of a vector of parameters.</summary>
    private static void RunPart<TRule>(
        TRule rule, Span<float> parameters, ReadOnlySpan<float> gradients, Span<Vector<float>> states, int begin, int end)
        where TRule : struct, IUpdateRule
    {
        int vector = begin / Vector<float>.Count, from = begin % Vector<float>.Count, count = end - begin;
        Span<float> lanes = stackalloc float[Vector<float>.Count];
        lanes.Clear();
        gradients[begin..end].CopyTo(lanes[from..]);
        Vector<float> partGradients = new(lanes);
        parameters[begin..end].CopyTo(lanes[from..]);
        Span<Vector<float>> own = states.Slice(vector * TRule.StatesPerParameter, TRule.StatesPerParameter);
        Span<Vector<float>> next = stackalloc Vector<float>[TRule.StatesPerParameter];
        own.CopyTo(next);
        rule.Step(new(lanes), partGradients, next).CopyTo(lanes);
        lanes.Slice(from, count).CopyTo(parameters[begin..end]);
        for (int state = 0; state < next.Length; state++)
        {
            MemoryMarshal.Cast<Vector<float>, float>(next.Slice(state, 1)).Slice(from, count)
                .CopyTo(MemoryMarshal.Cast<Vector<float>, float>(own.Slice(state, 1))[from..]);
        }
    }
}
