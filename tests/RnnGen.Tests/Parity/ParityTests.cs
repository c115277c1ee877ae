namespace RnnGen.Tests.Parity;

/// <summary>
/// Emitted code beside the double-precision reference, at every vector width. The width is settled when a process starts, so
/// each runs in a child process of the console project RnnGen.Parity, which fails if it does not get the width it was sent for.
/// </summary>
public sealed class ParityTests(ParityTests.Models models) : IClassFixture<ParityTests.Models>
{
    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Emitted_code_agrees_with_the_reference_on_vectors_of_that_many_bits(int bits) => models.Compare(bits);

    /// <summary>Where there are 512 bits, these are fixed vectors of that width beside a narrower <see cref="System.Numerics.Vector{T}"/>.</summary>
    [Fact]
    public void Emitted_code_agrees_with_the_reference_on_the_vectors_a_program_gets_by_default() => models.Compare(bits: 0);

    /// <summary>The models, compiled once for all widths.</summary>
    public sealed class Models : IDisposable
    {
        /// <summary>The random networks are drawn from this seed: set the variable to draw others.</summary>
        private static readonly string Seed = Environment.GetEnvironmentVariable("RNNGEN_PARITY_SEED") ?? "1";

        private readonly string assembly = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.dll");

        public Models() => ParityProgram.Run([assembly, "compile", Seed]);

        public void Compare(int bits) => ParityProgram.Run([assembly, $"{bits}", Seed], ParityProgram.Vectors(bits, fused: bits > 128));

        public void Dispose() => File.Delete(assembly);
    }
}
