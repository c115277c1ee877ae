using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Xunit.Abstractions;

namespace RnnGen.Package.Tests;

/// <summary>Builds that make models slow are told of it, and those of users who publish native programs give what the JIT gives.</summary>
[Collection(nameof(PackedLibrary))]
public sealed class SpeedTests(PackedLibrary library, ITestOutputHelper test)
{
    private const string Program = """
        using RnnGen;

        float[] inputs = [.. Enumerable.Range(0, 64 * Net.SequenceLength).Select(index => MathF.Sin(index))];
        float[] targets = [.. Enumerable.Range(0, 64).Select(index => MathF.Cos(index))];
        var model = new Net(seed: 1);
        for (int time = 0; time < 2; time++)
        {
            FitHistory history = model.Fit(inputs, targets, new FitOptions { Epochs = 3, BatchSize = 8, Progress = new ConsoleProgress() });
            Console.WriteLine(string.Join(' ', history.Losses.Select(loss => $"loss={loss:R}")));
        }

        [RnnModel(sequenceLength: 12, inputSize: 1)]
        [Lstm(12)]
        [Gru(5)]
        [Dense(1)]
        public partial class Net;
        """;

    private const string NotOptimized = "This build is not optimised", ForOldProcessors = "This program was compiled for processors without AVX2";

    private static (string, string)[] OldProcessor => [("DOTNET_EnableAVX2", "0")];

    /// <summary>A hint must not become an error, not even for those who make errors of all rules.</summary>
    [Fact]
    public async Task A_debug_build_says_once_that_it_is_slow_and_how_to_change_that()
    {
        using var project = new ConsumerProject(library, Program, "<TreatWarningsAsErrors>true</TreatWarningsAsErrors><EnableNETAnalyzers>false</EnableNETAnalyzers>");
        project.Add(".editorconfig", "root = true\n[*.cs]\ndotnet_analyzer_diagnostic.severity = error\n");

        string output = await project.Run("Debug");

        Assert.Equal(2, output.Split(NotOptimized).Length);
        Assert.StartsWith(NotOptimized, output, StringComparison.Ordinal);
        Assert.Contains("<Optimize>true</Optimize>", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_debug_build_with_optimisation_says_nothing()
    {
        using var project = new ConsumerProject(library, Program, "<Optimize>true</Optimize>");

        Assert.DoesNotContain(NotOptimized, await project.Run("Debug"), StringComparison.Ordinal);
    }

    /// <summary>By default native programs are compiled for processors of long ago. The JIT, told that this is one, computes the same bits.</summary>
    [Fact]
    public async Task A_native_program_computes_what_the_JIT_does_on_a_processor_without_AVX2()
    {
        using var project = new ConsumerProject(library, Program);
        string onJit = await project.Run("Release", OldProcessor);
        Assert.Contains("loss=", onJit, StringComparison.Ordinal);
        Assert.DoesNotContain(ForOldProcessors, onJit, StringComparison.Ordinal);
        if (AheadOfTime.Missing is { } missing)
        {
            test.WriteLine($"No native program was made: {missing}. tests/RnnGen.Package.Tests/install-aot.sh installs what is needed.");
            Assert.False(AheadOfTime.IsRequired, missing);
            return;
        }

        string native = await project.RunAheadOfTime(AheadOfTime.Runtime);

        Assert.Equal(Losses(onJit), Losses(native));
        Assert.Equal(Avx2.IsSupported ? 2 : 1, native.Split(ForOldProcessors).Length);
    }

    /// <summary>Without the lines of progress, in which times differ.</summary>
    private static string[] Losses(string output) => [.. output.Split('\n', ' ').Where(static word => word.StartsWith("loss=", StringComparison.Ordinal))];
}
