using System.Runtime.CompilerServices;
using RnnGen.Numerics;

namespace RnnGen.Execution;

/// <summary>
/// Takes a pass through a batch: blocks of two vectors of samples, as many at a time as there are members. Where there are twice as many
/// members as blocks left, two share a block, each with one of its vectors. Sums over samples come last, each row of a sum by one
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
            bool halves = 2 * count <= team.Members && batch - ((wave + count - 1) * size) > TVector.Count;
            int parts = halves ? 2 : 1;
            if (member < count * parts)
            {
                int slot = member / parts;
                ref float w = ref pass.Memory(wave + slot, slot);
                int first = (wave + slot) * size;
                if (!halves)
                {
                    pass.Compute<PairLanes<TVector>>(ref w, first, Math.Min(size, batch - first));
                }
                else
                {
                    int offset = member % 2 * TVector.Count;
                    pass.Compute<HalfLanes<TVector>>(ref Unsafe.Add(ref w, offset), first + offset, Math.Min(TVector.Count, batch - first - offset));
                }
            }

            team.Meet();
            if (pass.Sums)
            {
                for (int slot = 0; slot < count; slot++)
                {
                    int first = (wave + slot) * size;
                    pass.Sum<PairLanes<TVector>>(ref pass.Memory(wave + slot, slot), Math.Min(size, batch - first), member, team.Members);
                }

                team.Meet();
            }
        }
    }
}
