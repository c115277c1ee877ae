using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnGen.Execution;

/// <summary>
/// Parameter gradients of a batch. The first block's samples are summed where the caller wants them. Every other block has a sum of its own, which is
/// added when the block is done, block after block: so blocks can be computed at the same time without a change in the order of any addition.
/// </summary>
/// <param name="gradients">What the sums are added to; null if they are not wanted.</param>
/// <param name="count">Number of parameters.</param>
/// <param name="workspace">Memory for the blocks' own sums.</param>
internal readonly unsafe struct GradientSums(float* gradients, int count, ModelWorkspace workspace)
{
    /// <summary>Floats of a cache line: what several threads divide among themselves they divide there.</summary>
    private const int Line = 16;

    public bool AreWanted => gradients != null;

    /// <summary>Where a block's samples are summed.</summary>
    public ref float Of(int block, int slot) => ref block == 0 ? ref *gradients : ref workspace.BlockGradients(slot);

    /// <summary>Makes a block's own sum zero: a member's part of it.</summary>
    public void Clear(int block, int slot, int member, int members)
    {
        if (block > 0)
        {
            Part(ref workspace.BlockGradients(slot), member, members).Clear();
        }
    }

    /// <summary>Adds a block's own sum to those of the blocks before: a member's part of it.</summary>
    public void Add(int block, int slot, int member, int members)
    {
        if (block > 0)
        {
            Span<float> sum = Part(ref *gradients, member, members);
            TensorPrimitives.Add(sum, Part(ref workspace.BlockGradients(slot), member, members), sum);
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
