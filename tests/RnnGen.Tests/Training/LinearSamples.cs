using RnnGen.Runtime;

namespace RnnGen.Tests.Training;

/// <summary>Samples of y = 2 x₀ − 3 x₁ + 0.5.</summary>
internal static class LinearSamples
{
    public static (float[] Inputs, float[] Targets) Create(int count, long seed = 1)
    {
        RandomSource random = new(seed);
        float[] inputs = new float[2 * count];
        float[] targets = new float[count];
        for (int i = 0; i < count; i++)
        {
            inputs[2 * i] = (float)random.NextNormal();
            inputs[(2 * i) + 1] = (float)random.NextNormal();
            targets[i] = (2 * inputs[2 * i]) - (3 * inputs[(2 * i) + 1]) + 0.5f;
        }

        return (inputs, targets);
    }
}

/// <summary>Reports at once, on the reporting thread, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class SynchronousProgress(Action<FitProgress> report) : IProgress<FitProgress>
{
    public void Report(FitProgress value) => report(value);
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class ManualClock : TimeProvider
{
    public TimeSpan Now { get; set; }

    /// <summary>By how much each reading moves the clock on.</summary>
    public TimeSpan Tick { get; init; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        Now += Tick;
        return Now.Ticks;
    }
}
