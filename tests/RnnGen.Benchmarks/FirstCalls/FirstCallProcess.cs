using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using RnnGen.Benchmarks.Measurement;

namespace RnnGen.Benchmarks.FirstCalls;

/// <summary>
/// A process that does nothing but make a model's first calls: the program starts itself with a mode that its usage does not list.
/// </summary>
internal static class FirstCallProcess
{
    public const string Mode = "first-call";

    /// <summary>Sequences of the batch whose gradient is computed.</summary>
    private const int Batch = 32;

    /// <summary>Starts a process and returns what it measured.</summary>
    /// <param name="assembly">The file with the model.</param>
    /// <param name="type">The model.</param>
    /// <param name="calls">What to call.</param>
    public static FirstCallTime Start(string assembly, string type, FirstCallKind calls)
    {
        string program = typeof(FirstCallProcess).Assembly.Location, host = Environment.ProcessPath!;
        string[] launch = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [program] : []; // or else the host is the program
        var start = new ProcessStartInfo(host, [.. launch, Mode, assembly, type, calls.ToString()]) 
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_TC_CallCountingDelayMs"] = "64" }, // 100 in hexadecimal, the runtime's default; our project sets another
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && output.Trim().Split(' ') is [var prediction, var all]
            ? new FirstCallTime(double.Parse(prediction, CultureInfo.InvariantCulture), double.Parse(all, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The process of the first call of {type} ended with exit code {process.ExitCode}: {output}");
    }

    /// <summary>What that process does. Nothing of the library is loaded before the clock starts.</summary>
    public static int Run(string assembly, string type, string calls)
    {
        (double prediction, double all) = Call(Stopwatch.GetTimestamp(), assembly, type, Enum.Parse<FirstCallKind>(calls));
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{prediction:F0} {all:F0}"));
        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (double Prediction, double All) Call(long start, string assembly, string type, FirstCallKind calls)
    {
        var model = (IRnnModel<float, float>)Activator.CreateInstance(Assembly.LoadFrom(assembly).GetType(type, throwOnError: true)!, 0)!;
        double prediction = 0;
        if (calls.HasFlag(FirstCallKind.Predict))
        {
            model.Predict(new float[model.InputsPerSample], new float[model.OutputsPerSample]);
            prediction = Timing.Nanoseconds(start);
        }

        if (calls.HasFlag(FirstCallKind.ComputeGradients))
        {
            model.ComputeGradients(new float[Batch * model.InputsPerSample], new float[Batch * model.TargetsPerSample], new float[model.Parameters.Length]);
        }

        return (prediction, Timing.Nanoseconds(start));
    }
}

/// <summary>What is called, after the constructor.</summary>
[Flags]
internal enum FirstCallKind
{
    None = 0,

    /// <summary>Prediction of one sequence.</summary>
    Predict = 1,

    /// <summary>Loss and gradients of a batch of 32.</summary>
    ComputeGradients = 2,

    /// <summary>The one, then the other.</summary>
    Both = Predict | ComputeGradients,
}

/// <summary>Nanoseconds from before the library is loaded.</summary>
/// <param name="Prediction">To the end of the prediction; 0 if there was none.</param>
/// <param name="All">To the end of the last call.</param>
internal readonly record struct FirstCallTime(double Prediction, double All);
