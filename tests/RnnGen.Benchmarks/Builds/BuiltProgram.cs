using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;

namespace RnnGen.Benchmarks.Builds;

/// <summary>A program with one model, built as its user would, that times the model's calls. It begins a process of its own for each run.</summary>
internal sealed class BuiltProgram : IDisposable
{
    /// <summary>Writes nanoseconds to the end of the first gradient, of a gradient and of a streaming step. The library is loaded after the clock has started.</summary>
    private const string Source = """
        using System.Diagnostics;
        using RnnGen;

        Parallelism.MaxThreads = 1;
        float[] inputs = new float[32 * Net.SequenceLength * Net.InputSize], targets = new float[32 * Net.OutputLength * Net.OutputSize];
        var random = new Random(1);
        foreach (ref float input in inputs.AsSpan())
        {
            input = random.NextSingle() - 0.5f;
        }

        long start = Stopwatch.GetTimestamp();
        var model = new Net(seed: 1);
        float[] gradients = new float[Net.ParameterCount], output = new float[Net.OutputSize];
        model.ComputeGradients(inputs, targets, gradients);
        double first = Stopwatch.GetElapsedTime(start).TotalNanoseconds;

        var state = new Net.State();
        double gradient = Least(() => model.ComputeGradients(inputs, targets, gradients));
        double steps = Least(() =>
        {
            for (int step = 0; step < 1000; step++)
            {
                model.Step(inputs.AsSpan(step % Net.SequenceLength * Net.InputSize, Net.InputSize), output, state);
            }
        });
        Console.WriteLine(FormattableString.Invariant($"{first:F0} {gradient:F0} {steps / 1000:F1}"));

        static double Least(Action work)
        {
            double least = double.MaxValue;
            for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < 1;)
            {
                long begin = Stopwatch.GetTimestamp();
                work();
                least = Math.Min(least, Stopwatch.GetElapsedTime(begin).TotalNanoseconds);
            }

            return least;
        }

        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rnngen-build-");
    private readonly BuildKind kind;

    public BuiltProgram(BuildKind kind, string attributes)
    {
        this.kind = kind;
        string here = AppContext.BaseDirectory;
        File.WriteAllText(Path.Combine(folder.FullName, "Program.cs"), $"{Source}\n{attributes}\npublic partial class Net;\n");
        File.WriteAllText(Path.Combine(folder.FullName, "Program.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{typeof(IRnnModel<,>).Assembly.Location}" />
                <Reference Include="{typeof(TensorPrimitives).Assembly.Location}" />
                <Analyzer Include="{Path.Combine(here, "RnnGen.Generator.dll")}" />
              </ItemGroup>
            </Project>
            """);
        (int exitCode, string output) = Run("dotnet", [kind.IsNative ? "publish" : "build", .. kind.Arguments, "-o", "built", "-nodeReuse:false"]);
        Remark = exitCode == 0 ? null : output.Trim().Split('\n').FirstOrDefault(static line => line.Contains("error", StringComparison.Ordinal)) ?? $"exit code {exitCode}";
    }

    /// <summary>Why there is no program, or null.</summary>
    public string? Remark { get; }

    /// <summary>Runs it.</summary>
    public BuildTimes Measure()
    {
        (int exitCode, string output) = Run(Path.Combine(folder.FullName, "built", "Program"), []);
        double[] times = exitCode == 0 ? [.. output.Trim().Split(' ').Select(static word => double.Parse(word, CultureInfo.InvariantCulture))] : [];
        return times is [var first, var gradient, var step]
            ? new BuildTimes(first, gradient, step)
            : throw new InvalidOperationException($"{kind.Text} ended with exit code {exitCode}: {output}");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private (int ExitCode, string Output) Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder.FullName, RedirectStandardOutput = true };
        start.Environment["UseSharedCompilation"] = "false"; // no server stays behind to disturb what is measured
        if (kind.Environment is { } variable)
        {
            start.Environment[variable.Name] = variable.Value;
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}

/// <summary>Nanoseconds.</summary>
/// <param name="First">From the constructor to the end of the first gradient.</param>
/// <param name="Gradient">Loss and gradients of 32 sequences, the least of a second.</param>
/// <param name="Step">A streaming step, the least mean of a thousand.</param>
internal readonly record struct BuildTimes(double First, double Gradient, double Step);
