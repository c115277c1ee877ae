using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>Steps that no sample has, where samples have different lengths and end together: the first ones.</summary>
internal static class AbsentSteps
{
    /// <summary>Number of first steps whose row is zero in all vectors.</summary>
    /// <param name="share">How many vectors there are, and how far apart.</param>
    /// <param name="workspace">The origin that rows count from.</param>
    /// <param name="pitch">Floats of a row.</param>
    /// <param name="steps">Number of steps.</param>
    /// <param name="alive">The rows.</param>
    public static int CountFirst(RowShare share, ref float workspace, int pitch, int steps, StridedRows alive)
    {
        int absent = 0;
        while (absent < steps && IsZero(share, ref workspace, pitch, alive[absent]))
        {
            absent++;
        }

        return absent;
    }

    private static bool IsZero(RowShare share, ref float workspace, int pitch, int row)
    {
        for (int vector = 0; vector < share.Vectors; vector++)
        {
            ref float first = ref Unsafe.Add(ref workspace, ((nint)row + ((nint)vector * share.VectorStride)) * pitch);
            if (MemoryMarshal.CreateReadOnlySpan(ref first, pitch).ContainsAnyExcept(0f))
            {
                return false;
            }
        }

        return true;
    }
}
