using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>Takes the steps of streams: checks arguments, moves the input, picks the vectors.</summary>
/// <typeparam name="TNetwork">The emitted code.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StreamExecutor<TNetwork>
    where TNetwork : struct, IStreamedNetwork
{
    /// <summary>One time step.</summary>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="input">[InputSize]</param>
    /// <param name="output">[OutputSize]</param>
    /// <param name="state">The stream; brought up to date.</param>
    /// <exception cref="ArgumentException">A length does not fit; the state is as it was.</exception>
    /// <exception cref="InvalidOperationException">An edit of the parameters is open; the state is as it was.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step(ParameterBuffer parameters, ReadOnlySpan<float> input, Span<float> output, StreamState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (input.Length != TNetwork.InputSize || output.Length != TNetwork.OutputSize)
        {
            throw WrongLength(input.Length, output.Length);
        }

        parameters.RequireNoEdit();
        ref float memory = ref state.Origin;
        FlushedRows.Copy(ref MemoryMarshal.GetReference(input), ref memory, TNetwork.InputSize);
        if (TNetwork.HasBeginning && state.Steps == 0)
        {
            Begin(parameters, ref memory);
        }

        bool odd = (state.Steps & 1) != 0;
        if (VectorChoice.UseVector512)
        {
            TNetwork.Advance<NativeVector512>(ref parameters.Origin, ref memory, ref MemoryMarshal.GetReference(output), odd);
        }
        else
        {
            TNetwork.Advance<WideVector>(ref parameters.Origin, ref memory, ref MemoryMarshal.GetReference(output), odd);
        }

        state.CountStep();
    }

    /// <summary>One time step of a network whose input is a token id.</summary>
    /// <inheritdoc cref="Step(ParameterBuffer, ReadOnlySpan{float}, Span{float}, StreamState)"/>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="tokens">The table in which the input is looked up.</param>
    /// <param name="input">[1]</param>
    /// <param name="output">[OutputSize]</param>
    /// <param name="state">The stream; brought up to date.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step(ParameterBuffer parameters, TokenTable? tokens, ReadOnlySpan<int> input, Span<float> output, StreamState state)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (input.Length != 1 || (uint)input[0] >= (uint)tokens.VocabularySize)
        {
            throw NoToken(input, tokens.VocabularySize);
        }

        Step(parameters, parameters.Values.Slice(tokens.Offset + (input[0] * TNetwork.InputSize), TNetwork.InputSize), output, state);
    }

    private static ArgumentException NoToken(ReadOnlySpan<int> input, int vocabulary) => new(
        input.Length != 1
            ? Invariant($"input must have 1 value, the token of one time step, but has {input.Length}.")
            : Invariant($"input is token {input[0]}; the vocabulary has {vocabulary} tokens, 0 to {vocabulary - 1}."),
        nameof(input));

    /// <summary>Writes the states before the first step, where they are not zero.</summary>
    internal static void Begin(ParameterBuffer parameters, ref float memory)
    {
        if (VectorChoice.UseVector512)
        {
            TNetwork.Begin<NativeVector512>(ref parameters.Origin, ref memory);
        }
        else
        {
            TNetwork.Begin<WideVector>(ref parameters.Origin, ref memory);
        }
    }

    private static ArgumentException WrongLength(int input, int output) => input != TNetwork.InputSize
        ? new ArgumentException(Invariant($"input must have {TNetwork.InputSize} values, the features of one time step, but has {input}."), nameof(input))
        : new ArgumentException(Invariant($"output must have {TNetwork.OutputSize} values, the features of one output step, but has {output}."), nameof(output));
}
