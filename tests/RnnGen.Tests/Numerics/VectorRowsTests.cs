using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

/// <summary>Where the rows of a kernel's memory are.</summary>
public sealed class VectorRowsTests
{
    [Fact]
    public void Rows_of_a_vector_follow_each_other()
    {
        CopyRow<NativeVector>(4, [0]);
        CopyRow<WideVector>(4, [0]);
        CopyRow<NativeVector512>(4, [0]);
        CopyRow<ScalarVector>(4, [0]);
    }

    [Fact]
    public void The_second_vector_of_a_pair_lies_behind_all_rows_of_the_first()
    {
        CopyRow<VectorPair<NativeVector, FourRows>>(8, [0, 4]);
        CopyRow<Vector512Pair<FourRows>>(8, [0, 4]);
    }

    /// <summary>Adds a half to row 1 and stores it in row 3.</summary>
    /// <param name="rows">Rows of memory.</param>
    /// <param name="vectors">By how many rows the vectors of a row are apart from its first.</param>
    private static void CopyRow<T>(int rows, int[] vectors)
        where T : struct, IVector<T>
    {
        Assert.Equal(vectors.Length * T.Pitch, T.Count);
        float[] memory = [.. Enumerable.Range(0, rows * T.Pitch).Select(index => (float)index)];
        float[] expected = [.. memory];
        foreach (int vector in vectors)
        {
            for (int lane = 0; lane < T.Pitch; lane++)
            {
                expected[((vector + 3) * T.Pitch) + lane] = memory[((vector + 1) * T.Pitch) + lane] + 0.5f;
            }
        }

        T.Store(ref memory[0], 3, T.Load(ref memory[0], 1) + T.Broadcast(0.5f));
        Assert.Equal(expected, memory);
    }

    private readonly struct FourRows : IBlockMemory
    {
        public static int Rows => 4;
    }
}
