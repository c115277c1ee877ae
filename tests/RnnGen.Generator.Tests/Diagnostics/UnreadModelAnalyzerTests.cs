using Microsoft.CodeAnalysis;
using RnnGen.Generator.Diagnostics;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Diagnostics;

public sealed class UnreadModelAnalyzerTests
{
    [Theory]
    [InlineData("[[|RnnModel(4, OtherGenerator.Size)|], Dense(1)] public partial class Net;")]
    [InlineData("[[|RnnModel(4, 2)|], Lstm(2 * OtherGenerator.Size), Dense(1)] public partial class Net;")]
    [InlineData("static class Sizes { public const int Own = OtherGenerator.Size; } [[|RnnModel(4, 2)|], Lstm(Sizes.Own), Dense(1)] public partial class Net;")]
    [InlineData("[Other] [[|RnnModel(4, 2)|], Lstm(3)] public partial class Net;")]
    public async Task What_compiles_with_the_output_of_another_generator_alone_is_not_passed_over(string source)
    {
        var marked = new MarkedSource("using RnnGen;\n" + source);
        TestGeneration generation = TestCompilation.Create(marked.Text).Generate(new RnnModelGenerator(), new OtherGenerator());
        Assert.Empty(generation.Output.Errors);
        Assert.Empty(generation.Diagnostics);

        Diagnostic found = Assert.Single(await generation.Output.Analyze(new UnreadModelAnalyzer()));

        Assert.Equal("RNN017", found.Id);
        Assert.Equal((marked.Start, marked.Length), (found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("[RnnModel(4, 2), Dense(1)] public partial class Net;")]
    [InlineData("[Other] [RnnModel(4, 2), Dense(1)] public partial class Net;")]
    [InlineData("[RnnModel(4, 2), Lstm(3)] public partial class Net;")]
    [InlineData("[RnnModel(4, 2), Lstm(nothing), Dense(1)] public partial class Net;")]
    [InlineData("[RnnModel(4, 2), Lstm(3), Dens(1)] public partial class Net;")]
    [InlineData("[RnnModel(4, 2), Dense(3)] public partial class Encoder; [RnnModel(4, Encoder.OutputSize), Dense(1)] public partial class Net;")]
    public async Task What_is_sound_or_reported_already_is_not_reported_again(string source)
    {
        TestGeneration generation = TestCompilation.Create("using RnnGen;\n" + source).Generate(new RnnModelGenerator(), new OtherGenerator());

        Assert.Empty(await generation.Output.Analyze(new UnreadModelAnalyzer()));
    }
}
