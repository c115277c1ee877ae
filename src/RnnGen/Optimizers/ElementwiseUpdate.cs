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

    /// <summary>Applies <paramref name="rule"/> to every parameter.</summary>
    public static void Run<TRule>(
        in TRule rule, Span<float> parameters, ReadOnlySpan<float> gradients, Span<Vector<float>> states)
        where TRule : struct, IUpdateRule
    {
        int kinds = TRule.StatesPerParameter;
        Span<Vector<float>> parameterVectors = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        ReadOnlySpan<Vector<float>> gradientVectors = MemoryMarshal.Cast<float, Vector<float>>(gradients);
        TRule local = rule;
        for (int i = 0; i < parameterVectors.Length; i++)
        {
            parameterVectors[i] =
                local.Step(parameterVectors[i], gradientVectors[i], states.Slice(i * kinds, kinds));
        }

        int done = parameterVectors.Length * Vector<float>.Count;
        if (done == parameters.Length)
        {
            return;
        }

        Span<float> remainder = stackalloc float[Vector<float>.Count];
        remainder.Clear();
        gradients[done..].CopyTo(remainder);
        Vector<float> lastGradients = new(remainder);
        parameters[done..].CopyTo(remainder);
        local.Step(new(remainder), lastGradients, states.Slice(parameterVectors.Length * kinds, kinds)).CopyTo(remainder);
        remainder[..(parameters.Length - done)].CopyTo(parameters[done..]);
    }
}
