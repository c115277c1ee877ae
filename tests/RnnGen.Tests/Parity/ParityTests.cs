namespace RnnGen.Tests.Parity;

/// <summary>
/// Emitted code beside the double-precision reference, at every vector width. The width is settled when a process starts, so
/// each runs in a child process of the console project RnnGen.Parity, which fails if it does not get the width it was sent for.
/// </summary>
public sealed class ParityTests
{
    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Emitted_code_agrees_with_the_reference_on_vectors_of_that_many_bits(int bits) => Compare(bits);

    /// <summary>Where there are 512 bits, these are fixed vectors of that width beside a narrower <see cref="System.Numerics.Vector{T}"/>.</summary>
    [Fact]
    public void Emitted_code_agrees_with_the_reference_on_the_vectors_a_program_gets_by_default() => Compare(bits: 0);

    private static void Compare(int bits) =>
        ParityProgram.Run([ParityModels.Assembly, $"{bits}", ParityModels.Seed], ParityProgram.Vectors(bits, fused: bits > 128));
}
