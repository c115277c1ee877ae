namespace RnnGen.Tests.Parity;

/// <summary>
/// Emitted code beside the double-precision reference, at every vector width. The width is settled when a process starts, so
/// each runs in a child process of the console project RnnGen.Parity, which fails if it does not get the width it was sent for.
/// </summary>
public sealed class ParityTests
{
    private const int Parts = 3;

    /// <summary>Set to 1, runs all models on vectors of every width.</summary>
    private static readonly bool everything = Environment.GetEnvironmentVariable("RNNGEN_PARITY_ALL") == "1";

    /// <summary>
    /// All models: what the vectors of processors without AVX2 are, the narrowest and without fused multiply–add; and what a program gets by default, which are fixed vectors
    /// of 512 bits where the processor has them.
    /// </summary>
    [Theory]
    [InlineData(128)]
    [InlineData(0)]
    public void Emitted_code_agrees_with_the_reference_on_the_narrowest_vectors_and_on_those_a_program_gets_by_default(int bits) =>
        ParityProgram.Run([ParityModels.Assembly, $"{bits}", ParityModels.Seed], ParityProgram.Vectors(bits, fused: false));

    /// <summary>A third of the models each, not the same: the code is that of the narrowest vectors with more lanes, or that of the default with another type.</summary>
    [Theory]
    [InlineData(256, 1)]
    [InlineData(512, 2)]
    public void Emitted_code_agrees_with_the_reference_on_vectors_of_that_many_bits(int bits, int part) =>
        ParityProgram.Run([ParityModels.Assembly, $"{bits}", ParityModels.Seed, .. everything ? [] : (string[])[$"{Parts}", $"{part}"]], ParityProgram.Vectors(bits));
}
