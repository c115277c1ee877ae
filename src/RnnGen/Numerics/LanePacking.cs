using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>
/// Conversion between row-major samples, as callers hold them, and panels, as kernels read them.
/// </summary>
/// <remarks>
/// A <em>panel</em> is a run of rows of <c>T.Count</c> floats: row f holds feature f of <c>T.Count</c> samples, one sample
/// per lane. In a buffer of samples, feature f of sample s is element <c>s · sampleStride + f</c>; a sequence
/// <c>[samples, steps, features]</c> is packed step by step with <c>sampleStride = steps · features</c> and a span that
/// starts at the step. The panel is not bounds-checked: it must have room for <c>features · T.Count</c> floats.
/// </remarks>
internal static class LanePacking
{
    /// <summary>Samples to panel. Lanes beyond the last sample repeat it, so that they stay finite wherever it does.</summary>
    /// <typeparam name="T">The vectors of the panel.</typeparam>
    /// <param name="source">Starts at feature 0 of sample 0; at least <c>(samples − 1) · sampleStride + features</c> long.</param>
    /// <param name="sampleStride">Elements from one sample to the next.</param>
    /// <param name="samples">Samples to pack, 1 to <c>T.Count</c>.</param>
    /// <param name="features">Rows of the panel, 0 or more.</param>
    /// <param name="panel">Receives <c>[features, T.Count]</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> or <paramref name="features"/> is out of range.</exception>
    /// <exception cref="ArgumentException"><paramref name="source"/> is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(ReadOnlySpan<float> source, int sampleStride, int samples, int features, ref float panel)
        where T : struct, IVector<T>
    {
        Check<T>(source.Length, nameof(source), sampleStride, samples, features);
        Transposition.Transpose(ref MemoryMarshal.GetReference(source), sampleStride, ref panel, T.Count, samples, features);
        if (samples < T.Count)
        {
            for (int f = 0; f < features; f++)
            {
                Span<float> row = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref panel, f * T.Count), T.Count);
                row[samples..].Fill(row[samples - 1]);
            }
        }
    }

    /// <summary>As <see cref="Pack{T}"/>, but lanes beyond the last sample are 0: what gradients of outputs need.</summary>
    /// <inheritdoc cref="Pack{T}"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackZeroPadded<T>(ReadOnlySpan<float> source, int sampleStride, int samples, int features, ref float panel)
        where T : struct, IVector<T>
    {
        Check<T>(source.Length, nameof(source), sampleStride, samples, features);
        Transposition.Transpose(ref MemoryMarshal.GetReference(source), sampleStride, ref panel, T.Count, samples, features);
        if (samples < T.Count)
        {
            for (int f = 0; f < features; f++)
            {
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref panel, (f * T.Count) + samples), T.Count - samples).Clear();
            }
        }
    }

    /// <summary>Class ids to panels of ids and of weights; a negative id means "not counted".</summary>
    /// <typeparam name="T">The vectors of the panels.</typeparam>
    /// <param name="source">Ids below 2²⁴, which a float holds exactly; laid out like the samples of <see cref="Pack{T}"/>.</param>
    /// <param name="sampleStride">Elements from one sample to the next.</param>
    /// <param name="samples">Samples to pack, 1 to <c>T.Count</c>.</param>
    /// <param name="features">Ids per sample, one row each.</param>
    /// <param name="weight">The weight of every id that counts, for example 1 / number of counted ids.</param>
    /// <param name="classes">Receives the ids, −1 in lanes beyond the last sample: <c>[features, T.Count]</c>.</param>
    /// <param name="weights">
    /// Receives <paramref name="weight"/> where the id is 0 or more, else 0; 0 beyond the last sample: <c>[features, T.Count]</c>.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> or <paramref name="features"/> is out of range.</exception>
    /// <exception cref="ArgumentException"><paramref name="source"/> is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PackClasses<T>(
        ReadOnlySpan<int> source, int sampleStride, int samples, int features, float weight, ref float classes, ref float weights)
        where T : struct, IVector<T>
    {
        Check<T>(source.Length, nameof(source), sampleStride, samples, features);
        for (int f = 0; f < features; f++)
        {
            Span<float> classRow = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref classes, f * T.Count), T.Count);
            Span<float> weightRow = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref weights, f * T.Count), T.Count);
            for (int s = 0; s < samples; s++)
            {
                int id = source[(s * sampleStride) + f];
                classRow[s] = id;
                weightRow[s] = id >= 0 ? weight : 0f;
            }

            classRow[samples..].Fill(-1f);
            weightRow[samples..].Clear();
        }
    }

    /// <summary>Panel to samples; lanes beyond the last sample are dropped.</summary>
    /// <typeparam name="T">The vectors of the panel.</typeparam>
    /// <param name="panel">Holds <c>[features, T.Count]</c>.</param>
    /// <param name="features">Rows of the panel, 0 or more.</param>
    /// <param name="destination">
    /// Starts at feature 0 of sample 0; at least <c>(samples − 1) · sampleStride + features</c> long. Elements between
    /// samples are left alone.
    /// </param>
    /// <param name="sampleStride">Elements from one sample to the next.</param>
    /// <param name="samples">Samples to write, 1 to <c>T.Count</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="samples"/> or <paramref name="features"/> is out of range.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unpack<T>(ref float panel, int features, Span<float> destination, int sampleStride, int samples)
        where T : struct, IVector<T>
    {
        Check<T>(destination.Length, nameof(destination), sampleStride, samples, features);
        Transposition.Transpose(ref panel, T.Count, ref MemoryMarshal.GetReference(destination), sampleStride, features, samples);
    }

    private static void Check<T>(int length, string name, int sampleStride, int samples, int features)
        where T : struct, IVector<T>
    {
        if (samples < 1 || samples > T.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(samples), samples, $"A panel of {T.Count} lanes takes 1 to {T.Count} samples.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(features);
        ArgumentOutOfRangeException.ThrowIfNegative(sampleStride);
        long needed = ((samples - 1L) * sampleStride) + features;
        if (length < needed)
        {
            throw new ArgumentException(
                Invariant($"{samples} samples of {features} features at a stride of {sampleStride} need {needed} elements, but {name} has {length}."), name);
        }
    }
}
