using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>The code of a model for one time step of one sequence, as the generator emits it.</summary>
public interface IStreamedNetwork
{
    /// <summary>Sizes and places in a stream's memory.</summary>
    static abstract StreamLayout Stream { get; }

    /// <summary>One time step.</summary>
    /// <param name="p">The first parameter.</param>
    /// <param name="w">The first float of the stream's memory.</param>
    /// <param name="odd">Whether an odd number of steps has gone before.</param>
    static abstract void Advance<TLanes>(ref float p, ref float w, bool odd) where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Sizes of a streamed model and places in a stream's memory. The input is at the beginning.</summary>
/// <param name="InputSize">Features of a step's input.</param>
/// <param name="OutputSize">Features of a step's output.</param>
/// <param name="Floats">Floats of memory.</param>
/// <param name="EvenOutput">Where an even step leaves its output.</param>
/// <param name="OddOutput">Where an odd step leaves its output.</param>
public sealed record StreamLayout(int InputSize, int OutputSize, int Floats, int EvenOutput, int OddOutput);
