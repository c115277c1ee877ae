using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>Where one of a layer's states lies in the memory of a stream: in one of two places, which take turns.</summary>
/// <param name="Name">Its name: <c>lstm1.h</c>.</param>
/// <param name="Even">First float after an even number of steps.</param>
/// <param name="Odd">First float after an odd number of steps.</param>
/// <param name="Length">Its floats.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct StateVector(string Name, int Even, int Odd, int Length)
{
    /// <summary>First float after a number of steps.</summary>
    /// <param name="steps">The number.</param>
    internal int First(long steps) => (steps & 1) == 0 ? Even : Odd;
}
