using System.Runtime.CompilerServices;

namespace RnnGen.Runtime;

/// <summary>
/// Takes a pass through a batch: blocks of two vectors of samples, as many at a time as there are members, each by one of them. Where there are twice as many
/// members as blocks left, two share a block: each computes one of its vectors, and sums its parameter gradients where vectors have sums of their own; else all members divide, in each
/// segment of the backward pass, the rows of the block's sums among themselves. Neither values nor the order of any addition depend on how many members there are.
/// </summary>
/// <typeparam name="TNetwork">The code that is run.</typeparam>
/// <typeparam name="TMemory">How far apart the vectors of a block lie.</typeparam>
/// <typeparam name="TPass">What is done.</typeparam>
/// <typeparam name="TVector">The vectors: a block is a pair of them.</typeparam>
/// <typeparam name="TPair">The pair.</typeparam>
/// <param name="pass">The pass.</param>
/// <param name="batch">Samples, at least 1.</param>
/// <param name="workspace">Memory for blocks and threads.</param>
internal struct BlockWork<TNetwork, TMemory, TPass, TVector, TPair>(TPass pass, int batch, ModelWorkspace workspace) : ITeamWork
    where TNetwork : struct, IUnrolledNetwork
    where TMemory : struct, IBlockMemory
    where TPass : struct, IBlockPass
    where TVector : struct, IVector<TVector>
    where TPair : struct, IVector<TPair>
{
    /// <summary>The pass as it is now.</summary>
    public readonly TPass Pass => pass;

    private static int BlockSize => 2 * TVector.Count;

    /// <summary>Sums of parameter gradients of a block: one, or one for each of its vectors.</summary>
    private static int Sums => GradientSums.AreSeparate(TNetwork.Layout.SummedParameters) ? 2 : 1;

    private readonly int Segments => pass.Gradients.AreWanted ? TNetwork.Segments : 0;

    /// <inheritdoc/>
    public void Run(Team team, int member)
    {
        int blocks = ((batch - 1) / BlockSize) + 1;
        int atATime = Math.Min(workspace.Slots, team.Members);
        for (int wave = 0; wave < blocks; wave += atATime)
        {
            int count = Math.Min(atATime, blocks - wave);
            if (2 * count <= team.Members)
            {
                ComputeShared(wave, count, team, member);
            }
            else if (member < count)
            {
                ComputeBlock(wave + member, member);
            }

            team.Meet();
            for (int part = 0; part < 2 * count && member == 0; part++)
            {
                int block = wave + (part / 2);
                if (Samples(block, part % 2) is > 0 and int samples)
                {
                    pass.SumLosses<TVector>(ref Memory(block, part / 2, part % 2), samples);
                }
            }

            for (int sum = 0; sum < Sums * count && pass.Gradients.AreWanted; sum++)
            {
                int slot = sum / Sums, half = sum % Sums;
                if (Samples(wave + slot, half) > 0)
                {
                    pass.Gradients.Add(wave + slot, slot, half, member, team.Members);
                }
            }

            team.Meet();
        }
    }

    /// <summary>A member's own block; its slot is the member's number.</summary>
    private void ComputeBlock(int block, int slot)
    {
        int vectors = Samples(block, half: 1) > 0 ? 2 : 1;
        bool together = vectors == 2 && VectorChoice.PairsPay(TNetwork.Layout);
        for (int half = 0; half < vectors; half++)
        {
            Load(block, slot, half);
        }

        if (together)
        {
            pass.Compute<TPair>(ref pass.Memory(block, slot));
        }

        for (int half = 0; half < vectors && !together; half++)
        {
            pass.Compute<TVector>(ref Memory(block, slot, half));
        }

        int sums = Math.Min(Sums, vectors);
        for (int sum = 0; sum < sums && pass.Gradients.AreWanted; sum++)
        {
            pass.Gradients.Clear(block, slot, sum, member: 0, members: 1);
        }

        for (int segment = 0; segment < Segments; segment++)
        {
            if (together)
            {
                pass.ComputeBack<TPair>(segment, ref pass.Memory(block, slot));
            }

            for (int half = 0; half < vectors && !together; half++)
            {
                pass.ComputeBack<TVector>(segment, ref Memory(block, slot, half));
            }

            for (int sum = 0; sum < sums; sum++)
            {
                Sum(segment, block, slot, sum, new RowShare(0, 1, vectors / sums, TNetwork.Rows), member: slot);
            }
        }

        for (int half = 0; half < vectors; half++)
        {
            Store(block, slot, half);
        }
    }

    /// <summary>A member's part of blocks that all members work on.</summary>
    private void ComputeShared(int wave, int count, Team team, int member)
    {
        int own = member / 2, half = member % 2;
        bool computes = own < count && Samples(wave + own, half) > 0;
        if (computes)
        {
            Load(wave + own, own, half);
            pass.Compute<TVector>(ref Memory(wave + own, own, half));
        }

        if (Sums == 2)
        {
            if (computes && pass.Gradients.AreWanted)
            {
                pass.Gradients.Clear(wave + own, own, half, member: 0, members: 1);
            }

            for (int segment = 0; segment < Segments && computes; segment++)
            {
                pass.ComputeBack<TVector>(segment, ref Memory(wave + own, own, half));
                Sum(segment, wave + own, own, half, RowShare.Whole, member);
            }
        }
        else
        {
            ComputeBackTogether(wave, count, computes, team, member);
        }

        if (computes)
        {
            Store(wave + own, own, half);
        }
    }

    /// <summary>The backward pass through blocks that all members work on, where each block has one sum.</summary>
    private void ComputeBackTogether(int wave, int count, bool computes, Team team, int member)
    {
        int own = member / 2, half = member % 2;
        for (int slot = 0; slot < count && pass.Gradients.AreWanted; slot++)
        {
            pass.Gradients.Clear(wave + slot, slot, half: 0, member, team.Members);
        }

        for (int segment = 0; segment < Segments; segment++)
        {
            if (computes)
            {
                pass.ComputeBack<TVector>(segment, ref Memory(wave + own, own, half));
            }

            team.Meet();
            for (int slot = 0; slot < count; slot++)
            {
                int vectors = Samples(wave + slot, half: 1) > 0 ? 2 : 1;
                Sum(segment, wave + slot, slot, half: 0, new RowShare(member, team.Members, vectors, TNetwork.Rows), member);
            }

            team.Meet();
        }
    }

    /// <summary>Sums a segment's parameter gradients over the samples of a block or a vector: a share of the rows, in the scratch memory of the member who does it.</summary>
    private void Sum(int segment, int block, int slot, int half, RowShare share, int member) =>
        TNetwork.ParameterGradients<TVector>(
            segment, share, ref Memory(block, slot, half), ref workspace.Scratch(member), ref pass.Gradients.Of(block, slot, half));

    private void Load(int block, int slot, int half) => pass.Load<TVector>(ref Memory(block, slot, half), First(block, half), Samples(block, half));

    private void Store(int block, int slot, int half) => pass.Store<TVector>(ref Memory(block, slot, half), First(block, half), Samples(block, half));

    private ref float Memory(int block, int slot, int half) => ref Unsafe.Add(ref pass.Memory(block, slot), (nint)half * TMemory.Rows * TVector.Count);

    private readonly int Samples(int block, int half) => Math.Clamp(batch - First(block, half), 0, TVector.Count);

    private static int First(int block, int half) => (block * BlockSize) + (half * TVector.Count);
}
