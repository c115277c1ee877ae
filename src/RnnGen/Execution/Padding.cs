using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>What is in the place of steps that a sample does not have.</summary>
internal static class Padding
{
    /// <summary>In the place of an input: 0, or no token.</summary>
    public static TIn NoInput<TIn>() where TIn : unmanaged => typeof(TIn) == typeof(int) ? Unsafe.BitCast<int, TIn>(TokenInputs.NoToken) : default;

    /// <summary>In the place of a target: 0, or the class that does not count.</summary>
    public static TTarget NoTarget<TTarget>() where TTarget : unmanaged => typeof(TTarget) == typeof(int) ? Unsafe.BitCast<int, TTarget>(-1) : default;

    /// <summary>What each output step weighs: nothing where a sample does not have it.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="given">Weights of samples, or of their steps from the first that they have; empty for 1.</param>
    /// <param name="lengths">[batch]</param>
    /// <param name="weights">Receives [batch, OutputLength], of samples that end together.</param>
    public static void Weigh(NetworkLayout layout, ReadOnlySpan<float> given, ReadOnlySpan<int> lengths, Span<float> weights)
    {
        int steps = layout.OutputLength;
        int perSample = given.Length / lengths.Length;
        for (int sample = 0; sample < lengths.Length; sample++)
        {
            int missing = steps - Math.Min(lengths[sample], steps);
            for (int step = 0; step < steps; step++)
            {
                weights[(sample * steps) + step] = step < missing ? 0
                    : perSample == 0 ? 1
                    : given[(sample * perSample) + (perSample > 1 ? step - missing : 0)];
            }
        }
    }
}
