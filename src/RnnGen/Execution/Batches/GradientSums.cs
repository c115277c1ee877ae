using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Runtime;

/// <summary>
/// Parameter gradients of a batch. The first samples are summed where the caller wants them. Every other block, of small models every other vector of samples, has a sum of
/// its own, which is added when the block is done, one after the other: so they can be computed at the same time without a change in the order of any addition.
/// </summary>
/// <param name="gradients">What the sums are added to; null if they are not wanted.</param>
/// <param name="count">Number of parameters.</param>
/// <param name="workspace">Memory for the sums of their own.</param>
internal readonly unsafe struct GradientSums(float* gradients, int count, ModelWorkspace workspace)
{
    /// <summary>Floats of a cache line: what several threads divide among themselves they divide there.</summary>
    private const int Line = 16;

    public bool AreWanted => gradients != null;

    /// <summary>
    /// Whether the two vectors of a block have a sum each. A thread then sums what it has computed itself and lies in its own cache, row gradients of all steps, and nothing
    /// moves between cores, which may be far apart. A single thread reads and writes two sums in every segment, up to 1.2 % of a pass with 75 to 100 thousand
    /// parameters, and more with more. Not a matter of threads: bits depend on it.
    /// </summary>
    /// <param name="parameters">Parameters of the network.</param>
    public static bool AreSeparate(int parameters) => parameters <= 128 * 1024;

    /// <summary>Where a block's samples are summed, or those of one of its vectors.</summary>
    public ref float Of(int block, int slot, int half) => ref block + half == 0 ? ref *gradients : ref workspace.Sum(slot, half);

    /// <summary>Makes a sum of its own zero: a member's part of it.</summary>
    public void Clear(int block, int slot, int half, int member, int members)
    {
        if (block + half > 0)
        {
            Part(ref workspace.Sum(slot, half), member, members).Clear();
        }
    }

    /// <summary>Adds a sum of its own to those before: a member's part of it.</summary>
    public void Add(int block, int slot, int half, int member, int members)
    {
        if (block + half > 0)
        {
            Span<float> sum = Part(ref *gradients, member, members);
            TensorPrimitives.Add(sum, Part(ref workspace.Sum(slot, half), member, members), sum);
        }
    }

    private Span<float> Part(ref float first, int member, int members)
    {
        int lines = (count + Line - 1) / Line;
        int begin = Math.Min(count, (int)((long)lines * member / members) * Line);
        int end = Math.Min(count, (int)((long)lines * (member + 1) / members) * Line);
        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, begin), end - begin);
    }
}
