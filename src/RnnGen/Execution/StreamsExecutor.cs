using System.Buffers;
using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>Takes a time step of many streams at once: those that fill vectors go through the code whose lanes are samples, a few that are left over one by one.</summary>
/// <typeparam name="TNetwork">The emitted code for batches.</typeparam>
/// <typeparam name="TSequence">The emitted code for one sequence.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class StreamsExecutor<TNetwork, TSequence>
    where TNetwork : struct, IUnrolledNetwork
    where TSequence : struct, IUnrolledNetwork, IStreamedNetwork
{
    private static long calls;

    private static NetworkLayout Layout => TNetwork.Layout;

    /// <summary>One time step of each stream.</summary>
    /// <typeparam name="TState">The model's own type of state.</typeparam>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="states">The streams, each once; brought up to date.</param>
    /// <param name="inputs">[streams, InputSize]</param>
    /// <param name="outputs">[streams, OutputSize]</param>
    /// <exception cref="ArgumentException">A length does not fit, a state is another model's or there twice; all states are as they were.</exception>
    /// <exception cref="InvalidOperationException">An edit of the parameters is open; all states are as they were.</exception>
    public static void Step<TState>(ParameterBuffer parameters, ReadOnlySpan<StreamState> states, ReadOnlySpan<float> inputs, Span<float> outputs)
        where TState : StreamState
    {
        Require<TState>(parameters, inputs.Length, TSequence.InputSize, outputs.Length, states);
        Step(parameters, inputs, outputs, states);
    }

    /// <summary>One time step of each stream of a network whose input is a token id.</summary>
    /// <inheritdoc cref="Step{TState}(ParameterBuffer, ReadOnlySpan{StreamState}, ReadOnlySpan{float}, Span{float})"/>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="states">The streams, each once; brought up to date.</param>
    /// <param name="inputs">[streams]</param>
    /// <param name="outputs">[streams, OutputSize]</param>
    public static void Step<TState>(ParameterBuffer parameters, ReadOnlySpan<StreamState> states, ReadOnlySpan<int> inputs, Span<float> outputs)
        where TState : StreamState
    {
        TokenTable table = Layout.Tokens!;
        Require<TState>(parameters, inputs.Length, 1, outputs.Length, states);
        if (inputs.IndexOfAnyExceptInRange(0, table.VocabularySize - 1) is >= 0 and int index)
        {
            throw new ArgumentException(
                Invariant($"inputs[{index}] is token {inputs[index]}; the vocabulary has {table.VocabularySize} tokens, 0 to {table.VocabularySize - 1}."), nameof(inputs));
        }

        int size = TSequence.InputSize;
        using RentedValues<float> rows = new(inputs.Length * size);
        for (int stream = 0; stream < inputs.Length; stream++)
        {
            parameters.Values.Slice(table.Offset + (inputs[stream] * size), size).CopyTo(rows.Span[(stream * size)..]);
        }

        Step(parameters, rows.Span, outputs, states);
    }

    private static void Step(ParameterBuffer parameters, ReadOnlySpan<float> inputs, Span<float> outputs, ReadOnlySpan<StreamState> states)
    {
        int blocked = BatchChoice.Blocked(states.Length, TSequence.Layout);
        if (blocked > 0)
        {
            StepBlocks(parameters, inputs, outputs, states[..blocked]);
        }

        int inputSize = TSequence.InputSize, outputSize = TSequence.OutputSize;
        for (int stream = blocked; stream < states.Length; stream++)
        {
            StreamExecutor<TSequence>.Step(parameters, inputs.Slice(stream * inputSize, inputSize), outputs.Slice(stream * outputSize, outputSize), states[stream]);
        }
    }

    private static void StepBlocks(ParameterBuffer parameters, ReadOnlySpan<float> inputs, Span<float> outputs, ReadOnlySpan<StreamState> states)
    {
        for (int stream = 0; TSequence.HasBeginning && stream < states.Length; stream++)
        {
            if (states[stream].Steps == 0)
            {
                StreamExecutor<TSequence>.Begin(parameters, ref states[stream].Origin);
            }
        }

        // What threads work on cannot be a span.
        StreamState[] shared = ArrayPool<StreamState>.Shared.Rent(states.Length);
        try
        {
            states.CopyTo(shared);
            using WorkspaceLease lease = new(null, NetworkExecutor<TNetwork, TSequence>.Batches);
            lease.Workspace.Reserve(states.Length, WorkspaceUse.Step);
            fixed (float* p = &parameters.Origin, x = inputs, y = outputs)
            {
                var pass = new StepPass<TNetwork>(p, x, y, shared, states.Length, lease.Workspace);
                BatchRunner.Run<TNetwork, StreamsMemory<TNetwork>, StepPass<TNetwork>>(pass, states.Length, lease.Workspace);
            }
        }
        finally
        {
            ArrayPool<StreamState>.Shared.Return(shared, clearArray: true);
        }
    }

    private static void Require<TState>(ParameterBuffer parameters, int inputs, int inputSize, int outputs, ReadOnlySpan<StreamState> states)
        where TState : StreamState
    {
        BatchArguments.Require(nameof(inputs), inputs, states.Length, inputSize);
        BatchArguments.Require(nameof(outputs), outputs, states.Length, TSequence.OutputSize);
        parameters.RequireNoEdit();
        long call = Interlocked.Increment(ref calls);
        for (int stream = 0; stream < states.Length; stream++)
        {
            TState state = OwnMemory.Of<TState>(states[stream], nameof(states));
            if (state.LastCall == call)
            {
                throw new ArgumentException(Invariant($"states[{stream}] is there before: a stream takes one step in a call."), nameof(states));
            }

            state.LastCall = call;
        }
    }
}
