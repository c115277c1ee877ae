using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>The code of a model for one time step of one sequence, as the generator emits it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IStreamedNetwork
{
    /// <summary>Features of a step's input, which is at the beginning of the stream's memory. This and the other sizes are constants for the JIT.</summary>
    static abstract int InputSize { get; }

    /// <summary>Features of a step's output.</summary>
    static abstract int OutputSize { get; }

    /// <summary>Floats of a stream's memory.</summary>
    static abstract int Floats { get; }

    /// <summary>Whether states before the first step are anything but zero.</summary>
    static virtual bool HasBeginning => false;

    /// <summary>Writes the states before the first step, where they are not zero.</summary>
    /// <inheritdoc cref="Advance"/>
    static virtual void Begin<TVector>(ref float p, ref float w) where TVector : struct, IVector<TVector>
    {
    }

    /// <summary>One time step.</summary>
    /// <typeparam name="TVector">Vectors of units.</typeparam>
    /// <param name="p">The first parameter.</param>
    /// <param name="w">The first float of the stream's memory.</param>
    /// <param name="output">Receives the step's output.</param>
    /// <param name="odd">Whether an odd number of steps has gone before.</param>
    static abstract void Advance<TVector>(ref float p, ref float w, ref float output, bool odd) where TVector : struct, IVector<TVector>;
}
