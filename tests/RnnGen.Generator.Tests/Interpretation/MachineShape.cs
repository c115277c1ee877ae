namespace RnnGen.Generator.Tests.Interpretation;

/// <summary>The machine that statements are interpreted for: what its vectors hold, and how many.</summary>
/// <param name="Lanes">Numbers in a vector; divides 16.</param>
/// <param name="HoldsSamples">Whether a vector holds one unit of many samples; else neighbouring units of one sequence.</param>
/// <param name="TileRows">Rows that a tile of samples has.</param>
/// <param name="Vectors">Vectors of units that a gate kernel works on at the same time where it may.</param>
internal sealed record MachineShape(int Lanes, bool HoldsSamples, int TileRows = 8, int Vectors = 1)
{
    /// <summary>Sequences that a block of memory holds.</summary>
    public int Samples => HoldsSamples ? Lanes : 1;
}

/// <summary>A place in memory, behind which more may be found.</summary>
internal readonly record struct Address(double[] Memory, int Index)
{
    public ref double this[int offset] => ref Memory[Index + offset];

    public Address Plus(int offset) => this with { Index = Index + offset };

    public Span<double> Span(int offset, int count) => Memory.AsSpan(Index + offset, count);
}
