using System.Runtime.CompilerServices;
using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>
/// Takes a pass through a batch: blocks of two vectors of samples, as many at a time as there are members. Where there are twice as many
/// members as blocks left, two share a block, each with one of its vectors. Sums over samples come last, each row of a sum by one
/// member, vector after vector: so neither values nor the order of any addition depend on how many members there are.
/// </summary>
/// <typeparam name="TNetwork">The code that is run.</typeparam>
/// <typeparam name="TPass">What is done.</typeparam>
/// <typeparam name="TVector">The vectors: a block is a pair of them.</typeparam>
/// <param name="pass">The pass.</param>
/// <param name="batch">Samples, at least 1.</param>
/// <param name="slots">Most blocks to compute at a time, at least 1.</param>
internal struct BlockWork<TNetwork, TPass, TVector>(TPass pass, int batch, int slots) : ITeamWork
    where TNetwork : struct, IUnrolledNetwork
    where TPass : struct, IBlockPass
    where TVector : struct, ILanes<TVector>
{
    /// <summary>The pass as it is now.</summary>
    public readonly TPass Pass => pass;

    private static int BlockSize => 2 * TVector.Count;

    /// <inheritdoc/>
    public void Run(Team team, int member)
    {
        int blocks = ((batch - 1) / BlockSize) + 1;
        int atATime = Math.Min(slots, team.Members);
        for (int wave = 0; wave < blocks; wave += atATime)
        {
            int count = Math.Min(atATime, blocks - wave);
            bool shared = 2 * count <= team.Members;
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
                for (int part = 0; part < 2 * count; part++)
                {
                    int samples = Samples(wave + (part / 2), part % 2);
                    if (samples > 0)
                    {
                        pass.Sum<TVector>(ref Memory(wave + (part / 2), part / 2, part % 2), samples, member, team.Members);
                    }
                }

                team.Meet();
            }
        }
    }

    private void ComputeBlock(int block, int slot)
    {
        if (Samples(block, half: 1) == 0 || !LaneChoice.PairsFitRegisters)
        {
            ComputeVector(block, slot, half: 0);
            ComputeVector(block, slot, half: 1);
            return;
        }

        Take(block, slot, half: 0);
        Take(block, slot, half: 1);
        if (typeof(TVector) == typeof(Vector512Lanes))
        {
            pass.Compute<Vector512PairLanes<TNetwork>>(ref pass.Memory(block, slot));
        }
        else
        {
            pass.Compute<PairLanes<TVector, TNetwork>>(ref pass.Memory(block, slot));
        }

        Give(block, slot, half: 0);
        Give(block, slot, half: 1);
    }

    /// <summary>Computes one vector of a block's samples, if there are any.</summary>
    private void ComputeVector(int block, int slot, int half)
    {
        if (Samples(block, half) > 0)
        {
            Take(block, slot, half);
            pass.Compute<TVector>(ref Memory(block, slot, half));
            Give(block, slot, half);
        }
    }

    private void Take(int block, int slot, int half) => pass.Take<TVector>(ref Memory(block, slot, half), First(block, half), Samples(block, half));

    private void Give(int block, int slot, int half) => pass.Give<TVector>(ref Memory(block, slot, half), First(block, half), Samples(block, half));

    private ref float Memory(int block, int slot, int half) => ref Unsafe.Add(ref pass.Memory(block, slot), (nint)half * TNetwork.Rows * TVector.Count);

    private readonly int Samples(int block, int half) => Math.Clamp(batch - First(block, half), 0, TVector.Count);

    private static int First(int block, int half) => (block * BlockSize) + (half * TVector.Count);
}
