using System.Numerics.Tensors;
using System.Diagnostics;
using RnnGen.Benchmarks.Measurement;
using RnnGen.Benchmarks.Models;
using RnnGen.Benchmarks.Contenders;

namespace RnnGen.Benchmarks.Streaming;

/// <summary>
/// What a stream's steps cost after its input has gone silent. Decaying states become subnormal numbers, and where their steps are
/// rounded they stay such for ever; processors may take a hundred times longer over them.
/// </summary>
/// <param name="Work">The network.</param>
/// <param name="Sounding">Nanoseconds of a step while there is input.</param>
/// <param name="Slowest">Nanoseconds of a step in the slowest thousand silent ones.</param>
/// <param name="AtTheEnd">Nanoseconds of a step in the last thousand.</param>
/// <param name="LastOutput">Largest output of the last thousand steps.</param>
internal sealed record Silence(Work Work, double Sounding, double Slowest, double AtTheEnd, float LastOutput)
{
    /// <summary>How much longer a silent step may take than a sounding one.</summary>
    public const double Target = 1.2;

    public const int SoundingSteps = 4_000;

    public const int SilentSteps = 20_000;

    private const int Window = 1_000;

    /// <summary>Steps that are timed together: one is too short for the clock.</summary>
    private const int Burst = 20;

    /// <summary>What a state keeps of itself from step to step: a factor e is lost in 50 steps, all of float's range in about 5,000.</summary>
    private const float Kept = 0.98f;

    public double Ratio => Slowest / Sounding;

    public static string NameOf(Work work) => $"{work.Name}, silence after sound";

    /// <summary>Runs the stream a few times; the fastest time of each stretch counts.</summary>
    public static Silence Measure(Work work, int passes)
    {
        MeasuredModel model = MeasuredModel.Create(work.ModelName, batch: 1);
        SetParameters(model, work);
        var random = new Random(1);
        float[] sound = [.. Enumerable.Range(0, Window * work.Inputs).Select(_ => (2 * random.NextSingle()) - 1)];
        var nothing = new float[sound.Length];
        var outputs = new float[Window];
        var windows = new double[(SoundingSteps + SilentSteps) / Window];
        Array.Fill(windows, double.PositiveInfinity);
        new TimedAction(Pass).WarmUp();
        for (int pass = 0; pass < passes; pass++)
        {
            Pass();
        }

        // The first window holds the start of the stream, and is no typical one.
        double[] sounding = windows[1..(SoundingSteps / Window)], silent = windows[(SoundingSteps / Window)..];
        return new Silence(work, Timing.Of(sounding).Median, silent.Max(), silent[^1], Math.Abs(TensorPrimitives.MaxMagnitude(outputs)));

        void Pass()
        {
            model.ResetStream();
            var bursts = new double[Window / Burst];
            for (int window = 0; window < windows.Length; window++)
            {
                float[] inputs = window < SoundingSteps / Window ? sound : nothing;
                for (int burst = 0; burst < bursts.Length; burst++)
                {
                    long start = Stopwatch.GetTimestamp();
                    model.Stream(inputs.AsSpan(burst * Burst * work.Inputs, Burst * work.Inputs), outputs.AsSpan(burst * Burst, Burst));
                    bursts[burst] = Timing.Nanoseconds(start) / Burst;
                }

                windows[window] = Math.Min(windows[window], Timing.Of(bursts).Median);
            }
        }
    }

    /// <summary>
    /// Weights at random, biases zero, and a memory that keeps <see cref="Kept"/> of itself at every step. Recurrent weights are small, so that
    /// feedback does not sustain what is to decay.
    /// </summary>
    private static void SetParameters(MeasuredModel model, Work work)
    {
        var random = new Random(2);
        float gate = MathF.Log(Kept / (1 - Kept)); // sigmoid(gate) = Kept
        using ParameterEdit edit = model.Model.EditParameters();
        edit.Values.Clear();
        foreach (ParameterInfo tensor in model.Model.ParameterTable)
        {
            Span<float> values = edit.Values.Slice(tensor.Offset, tensor.Length);
            bool recurrent = tensor.Name.EndsWith("weight_hh_l0", StringComparison.Ordinal);
            if (tensor.Name.Contains("weight", StringComparison.Ordinal))
            {
                float scale = (recurrent ? 0.02f : 1) / MathF.Sqrt(work.Hidden);
                foreach (ref float value in values)
                {
                    value = ((2 * random.NextSingle()) - 1) * scale;
                }
            }

            if (tensor.Name.EndsWith("bias_ih_l0", StringComparison.Ordinal) && work.Cell != Cell.Rnn)
            {
                values.Slice(work.Hidden, work.Hidden).Fill(gate); // the second gate: LSTM's f, GRU's z
            }

            if (recurrent && work.Cell == Cell.Rnn)
            {
                for (int unit = 0; unit < work.Hidden; unit++)
                {
                    values[(unit * work.Hidden) + unit] = Kept;
                }
            }
        }
    }
}
