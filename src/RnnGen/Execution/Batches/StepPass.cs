using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>One time step of many streams, one in each lane: states come from where each stream keeps them, and go back there. Memory is pinned for the call.</summary>
/// <param name="parameters">The model's parameters.</param>
/// <param name="inputs">[streams, InputSize]</param>
/// <param name="outputs">Receives [streams, OutputSize].</param>
/// <param name="states">The streams.</param>
/// <param name="count">How many there are.</param>
/// <param name="workspace">Scratch memory.</param>
internal readonly unsafe struct StepPass<TNetwork>(float* parameters, float* inputs, float* outputs, StreamState[] states, int count, ModelWorkspace workspace) : IBlockPass
    where TNetwork : struct, IUnrolledNetwork
{
    /// <summary>Units that are moved at a time: what is gathered for them stays in the level-1 cache.</summary>
    private const int Together = 64;

    public GradientSums Gradients => default;

    public ref float Memory(int block, int slot) => ref workspace.Block(slot, TNetwork.StreamRows);

    public void Load<TVector>(ref float w, int first, int samples)
        where TVector : struct, IVector<TVector>
    {
        NetworkLayout layout = TNetwork.Layout;
        var given = new ReadOnlySpan<float>(inputs, count * layout.InputSize);
        LanePacking.Pack<TVector>(given[(first * layout.InputSize)..], layout.InputSize, samples, layout.InputSize, ref w);
        Rows.Flush<TVector>(ref w, layout.InputSize);
        for (int index = 0; index < layout.Streams!.States.Length; index++)
        {
            Gather<TVector>(ref w, layout.Streams.States[index], index, first, samples);
        }
    }

    public void Compute<TVector>(ref float w)
        where TVector : struct, IVector<TVector> => TNetwork.Advance<TVector>(ref *parameters, ref w);

    public void ComputeBack<TVector>(int segment, ref float w)
        where TVector : struct, IVector<TVector>
    {
    }

    public void Store<TVector>(ref float w, int first, int samples)
        where TVector : struct, IVector<TVector>
    {
        NetworkLayout layout = TNetwork.Layout;
        var taken = new Span<float>(outputs, count * layout.OutputSize);
        LanePacking.Unpack<TVector>(ref Rows.At<TVector>(ref w, layout.Streams!.Output), layout.OutputSize, taken[(first * layout.OutputSize)..], layout.OutputSize, samples);
        for (int index = 0; index < layout.Streams.States.Length; index++)
        {
            Scatter<TVector>(ref w, layout.Streams.States[index], index, first, samples);
        }

        for (int sample = 0; sample < samples; sample++)
        {
            states[first + sample].CountStep();
        }
    }

    public void SumLosses<TVector>(ref float w, int samples)
        where TVector : struct, IVector<TVector>
    {
    }

    [SkipLocalsInit]
    private void Gather<TVector>(ref float w, StreamRows rows, int index, int first, int samples)
        where TVector : struct, IVector<TVector>
    {
        Span<float> gathered = stackalloc float[TVector.Count * Together];
        for (int done = 0; done < rows.Length; done += Together)
        {
            int units = Math.Min(Together, rows.Length - done);
            for (int sample = 0; sample < samples; sample++)
            {
                StreamState state = states[first + sample];
                state.After(state.Steps, index).Slice(done, units).CopyTo(gathered[(sample * Together)..]);
            }

            LanePacking.Pack<TVector>(gathered, Together, samples, units, ref Rows.At<TVector>(ref w, rows.Before + done));
        }
    }

    [SkipLocalsInit]
    private void Scatter<TVector>(ref float w, StreamRows rows, int index, int first, int samples)
        where TVector : struct, IVector<TVector>
    {
        Span<float> gathered = stackalloc float[TVector.Count * Together];
        for (int done = 0; done < rows.Length; done += Together)
        {
            int units = Math.Min(Together, rows.Length - done);
            LanePacking.Unpack<TVector>(ref Rows.At<TVector>(ref w, rows.After + done), units, gathered, Together, samples);
            for (int sample = 0; sample < samples; sample++)
            {
                StreamState state = states[first + sample];
                gathered.Slice(sample * Together, units).CopyTo(state.After(state.Steps + 1, index)[done..]);
            }
        }
    }
}
