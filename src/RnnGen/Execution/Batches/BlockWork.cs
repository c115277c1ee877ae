using System.Runtime.CompilerServices;
using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>
/// Takes a pass through a batch: blocks of two vectors of samples, as many at a time as there are members. Where there are twice as many
/// members as blocks left, two share a block, each with one of its vectors; a block with no more samples than fill one vector takes one. Sums over samples come last, each row of a sum by one
/// member, block after block: so neither values nor the order of any addition depend on how many members there are.
/// </summary>
/// <typeparam name="TPass">What is done.</typeparam>
/// <typeparam name="TVector">The vectors: a block is a pair of them.</typeparam>
/// <param name="pass">The pass.</param>
/// <param name="batch">Samples, at least 1.</param>
/// <param name="slots">Most blocks to compute at a time, at least 1.</param>
internal struct BlockWork<TPass, TVector>(TPass pass, int batch, int slots) : ITeamWork
    where TPass : struct, IBlockPass
    where TVector : struct, ILanes<TVector>
{
    /// <summary>The pass as it is now.</summary>
    public readonly TPass Pass => pass;

    /// <inheritdoc/>
    public void Run(Team team, int member)
    {
        int size = PairLanes<TVector>.Count;
        int blocks = ((batch - 1) / size) + 1;
        int atATime = Math.Min(slots, team.Members);
        for (int wave = 0; wave < blocks; wave += atATime)
        {
            int count = Math.Min(atATime, blocks - wave);
            bool shared = 2 * count <= team.Members && SamplesOf(wave + count - 1) > TVector.Count;
            if (shared && member < 2 * count)
            {
                ComputeVector(wave + (member / 2), member / 2, member % 2);
            }
            else if (!shared && member < count)
            {
                ComputeBlock(wave + member, member);
            }

            team.Meet();
            if (pass.Sums)
            {
                for (int slot = 0; slot < count; slot++)
                {
                    int samples = SamplesOf(wave + slot);
                    ref float w = ref pass.Memory(wave + slot, slot);
                    if (samples <= TVector.Count)
                    {
                        pass.Sum<HalfLanes<TVector>>(ref w, samples, member, team.Members);
                    }
                    else
                    {
                        pass.Sum<PairLanes<TVector>>(ref w, samples, member, team.Members);
                    }
                }

                team.Meet();
            }
        }
    }

    private void ComputeBlock(int block, int slot)
    {
        int samples = SamplesOf(block);
        if (LaneChoice.PairsFitRegisters && samples > TVector.Count)
        {
            pass.Compute<PairLanes<TVector>>(ref pass.Memory(block, slot), block * PairLanes<TVector>.Count, samples);
            return;
        }

        ComputeVector(block, slot, 0);
        if (samples > TVector.Count)
        {
            ComputeVector(block, slot, 1);
        }
    }

    /// <summary>Computes the first (0) or second (1) vector of a block's samples.</summary>
    private void ComputeVector(int block, int slot, int half)
    {
        int offset = half * TVector.Count;
        pass.Compute<HalfLanes<TVector>>(
            ref Unsafe.Add(ref pass.Memory(block, slot), offset),
            (block * PairLanes<TVector>.Count) + offset,
            Math.Min(SamplesOf(block) - offset, TVector.Count));
    }

    private readonly int SamplesOf(int block) => Math.Min(PairLanes<TVector>.Count, batch - (block * PairLanes<TVector>.Count));
}
