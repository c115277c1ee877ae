using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>
/// States of samples, [samples, state size] as callers hold them, moved to the rows of a block or a sequence and back. Callers check lengths. What is moved in is flushed, as products read it.
/// </summary>
internal static class StatePacking
{
    /// <summary>Moves states of a vector's samples in; zeros where there are none.</summary>
    public static void Load<TVector>(NetworkLayout layout, StateRows rows, ReadOnlySpan<float> states, int first, int samples, ref float w)
        where TVector : struct, IVector<TVector>
    {
        int start = 0;
        foreach (CarriedState state in layout.States)
        {
            ref float panel = ref Rows.At<TVector>(ref w, RowOf(state, rows));
            if (states.IsEmpty)
            {
                MemoryMarshal.CreateSpan(ref panel, state.Length * TVector.Pitch).Clear();
            }
            else
            {
                LanePacking.PackZeroPadded<TVector>(states[((first * layout.StateSize) + start)..], layout.StateSize, samples, state.Length, ref panel);
                Rows.Flush<TVector>(ref panel, state.Length);
            }

            start += state.Length;
        }
    }

    /// <summary>Moves states of a vector's samples out, if they are wanted.</summary>
    public static void Store<TVector>(NetworkLayout layout, StateRows rows, Span<float> states, int first, int samples, ref float w)
        where TVector : struct, IVector<TVector>
    {
        int start = 0;
        for (int index = 0; index < layout.States.Length && !states.IsEmpty; index++)
        {
            CarriedState state = layout.States[index];
            if (IsUnreached(state, rows))
            {
                MemoryMarshal.CreateSpan(ref Rows.At<TVector>(ref w, RowOf(state, rows)), state.Length * TVector.Pitch).Clear();
            }

            LanePacking.Unpack<TVector>(
                ref Rows.At<TVector>(ref w, RowOf(state, rows)), state.Length, states[((first * layout.StateSize) + start)..], layout.StateSize, samples);
            start += state.Length;
        }
    }

    /// <summary>Moves the states of one sequence in, where a row is one float; zeros where there are none.</summary>
    public static void Load(NetworkLayout layout, StateRows rows, ReadOnlySpan<float> states, int sample, ref float w)
    {
        int start = sample * layout.StateSize;
        foreach (CarriedState state in layout.States)
        {
            ref float first = ref Unsafe.Add(ref w, RowOf(state, rows));
            if (states.IsEmpty)
            {
                MemoryMarshal.CreateSpan(ref first, state.Length).Clear();
            }
            else
            {
                FlushedRows.Copy(ref Unsafe.AsRef(in states[start]), ref first, state.Length);
            }

            start += state.Length;
        }
    }

    /// <summary>Moves the states of one sequence out, if they are wanted.</summary>
    public static void Store(NetworkLayout layout, StateRows rows, Span<float> states, int sample, ref float w)
    {
        int start = sample * layout.StateSize;
        for (int index = 0; index < layout.States.Length && !states.IsEmpty; index++)
        {
            CarriedState state = layout.States[index];
            Span<float> own = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref w, RowOf(state, rows)), state.Length);
            if (IsUnreached(state, rows))
            {
                own.Clear();
            }

            own.CopyTo(states[start..]);
            start += state.Length;
        }
    }

    /// <summary>Whether a gradient that is asked for is zero, and its rows hold what is left of another.</summary>
    private static bool IsUnreached(CarriedState state, StateRows rows) => rows == StateRows.Gradient && !state.IsReached;

    private static int RowOf(CarriedState state, StateRows rows) => rows switch
    {
        StateRows.Initial => state.Initial,
        StateRows.Final => state.Final,
        StateRows.PredictionInitial => state.PredictionInitial,
        StateRows.PredictionFinal => state.PredictionFinal,
        _ => state.Gradient,
    };
}

/// <summary>Which rows of a state are meant.</summary>
internal enum StateRows
{
    /// <summary>Before the first step.</summary>
    Initial,

    /// <summary>After the last.</summary>
    Final,

    /// <summary>Before the first step of a prediction in stretches.</summary>
    PredictionInitial,

    /// <summary>After the last step of such a prediction.</summary>
    PredictionFinal,

    /// <summary>Gradients.</summary>
    Gradient,
}

/// <summary>The states of a batch that a call is given and gives, pinned for the call; none where the network begins by itself.</summary>
/// <param name="given">[batch, state size]; null for zeros.</param>
/// <param name="taken">Receives as many; null if they are not wanted.</param>
/// <param name="count">How many values these are.</param>
internal readonly unsafe struct BatchStates(float* given, float* taken, int count)
{
    public ReadOnlySpan<float> Given => new(given, given == null ? 0 : count);

    public Span<float> Taken => new(taken, taken == null ? 0 : count);
}
