using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using RnnGen.Runtime;
using RnnGen.Tests.Parity;

namespace RnnGen.Tests.Numerics;

/// <summary>
/// Arithmetic again as processors without AVX2 do it, with vectors of 128 bits and two roundings for every multiply–add. So do programs that are compiled ahead of time
/// for any processor. Which instructions there are is settled when a process starts: this one runs the tests again in a child.
/// </summary>
public sealed partial class WithoutFusedMultiplyAddTests
{
    private const string Classes =
        $"FullyQualifiedName~{nameof(VectorMathTests)}|FullyQualifiedName~{nameof(NativeVectorTests)}|FullyQualifiedName~{nameof(WideVectorTests)}"
        + $"|FullyQualifiedName~{nameof(VectorPairTests)}"
        + $"|FullyQualifiedName~{nameof(SequenceOuterProductsTests)}|Name={nameof(The_last_bit_of_a_product_is_kept_where_the_instruction_keeps_it)}";

    /// <summary>Fewer tests than there are in these classes.</summary>
    private const int FewestTests = 60;

    [Fact]
    public async Task Arithmetic_keeps_its_bounds_where_products_are_rounded()
    {
        var start = new ProcessStartInfo("dotnet", ["test", typeof(WithoutFusedMultiplyAddTests).Assembly.Location, "--filter", Classes])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in ParityProgram.Vectors(128, fused: false))
        {
            start.Environment[name] = value;
        }

        start.Environment[AccuracySweep.StepVariable] = "1009";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.True(process.ExitCode == 0, $"{output}\n{await errors}");
        int passed = int.Parse(Passed().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.True(passed >= FewestTests, $"{passed} tests instead of {FewestTests} or more.\n{output}");
    }

    [Fact]
    public void The_last_bit_of_a_product_is_kept_where_the_instruction_keeps_it()
    {
        bool switchedOff = Environment.GetEnvironmentVariable("DOTNET_EnableAVX2") == "0" && RuntimeInformation.ProcessArchitecture == Architecture.X64;
        Assert.False(switchedOff && FusedMultiplyAdd.IsSupported);

        // (1 + 2⁻¹²)² = 1 + 2⁻¹¹ + 2⁻²⁴, whose last bit does not fit.
        NativeVector factor = NativeVector.Broadcast(1f + 0.000244140625f);
        NativeVector rounded = factor * factor;
        Assert.Equal(
            FusedMultiplyAdd.IsSupported ? 5.9604645e-8f : 0f,
            NativeVector.Sum(NativeVector.MultiplyAdd(factor, factor, -rounded)) / NativeVector.Count);
    }

    [GeneratedRegex(@"Passed: +([0-9]+)")]
    private static partial Regex Passed();
}
