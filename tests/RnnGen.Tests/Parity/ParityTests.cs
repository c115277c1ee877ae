namespace RnnGen.Tests.Parity;

/// <summary>
/// Emitted code beside the double-precision reference, at every vector width. The width is settled when a process starts, so
/// each runs in a child process of the console project RnnGen.Parity, which fails if it does not get the width it was sent for.
/// </summary>
/// <remarks>Every model runs on the vectors of this machine and, since that takes a minute for each width, on those of one width or two besides.</remarks>
public sealed class ParityTests
{
    [Theory]
    [InlineData(128, "1/2")]
    [InlineData(256, "2/2")]
    [InlineData(512, "1/2")]
    public void Emitted_code_agrees_with_the_reference_on_vectors_of_that_many_bits(int bits, string share) => Compare(bits, share);

    /// <summary>Where there are 512 bits, these are fixed vectors of that width beside a narrower <see cref="System.Numerics.Vector{T}"/>.</summary>
    [Fact]
    public void Emitted_code_agrees_with_the_reference_on_the_vectors_a_program_gets_by_default() => Compare(bits: 0, share: "1/1");

    private static void Compare(int bits, string share) =>
        ParityProgram.Run([ParityModels.Assembly, $"{bits}", ParityModels.Seed, share], ParityProgram.Vectors(bits, fused: bits > 128));
}
