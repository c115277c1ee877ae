using RnnGen.Parity;

namespace RnnGen.Tests.Models;

public sealed class DeterminismTests
{
    private const int Batch = 40;

    [Fact]
    public void The_same_seed_gives_the_same_parameters_and_another_seed_others()
    {
        Assert.True(new Forecaster(5).Parameters.SequenceEqual(new Forecaster(5).Parameters));
        Assert.True(new Forecaster().Parameters.SequenceEqual(new Forecaster(0).Parameters));
        Assert.False(new Forecaster(5).Parameters.SequenceEqual(new Forecaster(6).Parameters));
    }

    [Fact]
    public void Threads_that_share_a_model_get_the_bits_that_one_thread_gets()
    {
        var model = new Tagger(3);
        float[] inputs = Batches.Numbers(Batch * 21, 1);
        int[] targets = Batches.Classes(Batch * 7, 4, 2);
        (float Loss, float[] Outputs, float[] Gradients) Compute(Tagger.Workspace workspace)
        {
            float[] outputs = new float[Batch * 28];
            float[] gradients = new float[Tagger.ParameterCount];
            model.Predict(inputs, outputs, workspace);
            float loss = model.ComputeGradients(inputs, targets, gradients, workspace);
            return (loss, outputs, gradients);
        }

        (float loss, float[] outputs, float[] gradients) = Compute(new Tagger.Workspace(Batch));
        using var together = new Barrier(4);
        var results = new (float Loss, float[] Outputs, float[] Gradients)[4][];
        Thread[] threads = [.. results.Select((_, index) => new Thread(() =>
        {
            var workspace = new Tagger.Workspace(Batch);
            together.SignalAndWait();
            results[index] = [.. Enumerable.Range(0, 25).Select(_ => Compute(workspace))];
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.All(results.SelectMany(result => result), result =>
        {
            Assert.Equal(loss, result.Loss);
            Assert.Equal(outputs, result.Outputs);
            Assert.Equal(gradients, result.Gradients);
        });
    }

    [Fact]
    public void A_samples_outputs_do_not_depend_on_its_neighbours()
    {
        var model = new Forecaster(3);
        float[] inputs = Batches.Numbers(Batch * 24, 1);
        float[] outputs = new float[Batch];
        model.Predict(inputs, outputs);
        for (int parity = 0; parity < 2; parity++)
        {
            float[] others = Batches.Numbers(Batch * 24, 2);
            for (int sample = parity; sample < Batch; sample += 2)
            {
                inputs.AsSpan(sample * 24, 24).CopyTo(others.AsSpan(sample * 24));
            }

            float[] outputsAmongOthers = new float[Batch];
            model.Predict(others, outputsAmongOthers);
            Assert.NotEqual(outputs, outputsAmongOthers);
            Assert.Equal(outputs.Where((_, sample) => sample % 2 == parity), outputsAmongOthers.Where((_, sample) => sample % 2 == parity));
        }
    }

    /// <summary>The last few samples of a batch may be computed in another order of summation: equal up to rounding.</summary>
    [Fact]
    public void A_samples_place_in_the_batch_makes_no_difference_beyond_rounding()
    {
        var model = new Forecaster(3);
        float[] inputs = Batches.Numbers(Batch * 24, 1);
        float[] outputs = new float[Batch];
        model.Predict(inputs, outputs);
        float[] rotated = [.. inputs[(17 * 24)..], .. inputs[..(17 * 24)]];
        float[] rotatedOutputs = new float[Batch];
        model.Predict(rotated, rotatedOutputs);
        Assert.All(rotatedOutputs.Zip([.. outputs[17..], .. outputs[..17]]), pair => Assert.Equal(pair.Second, pair.First, 1e-6f));
    }

    /// <summary>One sequence may be computed in another order of summation than a batch: equal up to rounding.</summary>
    [Fact]
    public void A_batch_gives_what_its_samples_give_one_by_one()
    {
        var model = new Forecaster(3);
        float[] inputs = Batches.Numbers(Batch * 24, 1);
        float[] targets = Batches.Numbers(Batch, 2);
        float[] outputs = new float[Batch];
        float[] gradients = new float[Forecaster.ParameterCount];
        model.Predict(inputs, outputs);
        float loss = model.ComputeGradients(inputs, targets, gradients);

        double meanLoss = 0;
        double[] alone = new double[Batch];
        double[] meanGradients = new double[Forecaster.ParameterCount];
        float[] output = new float[1];
        float[] gradient = new float[Forecaster.ParameterCount];
        for (int sample = 0; sample < Batch; sample++)
        {
            float[] sequence = inputs[(sample * 24)..((sample + 1) * 24)];
            model.Predict(sequence, output);
            alone[sample] = output[0];
            meanLoss += model.ComputeGradients(sequence, [targets[sample]], gradient) / (double)Batch;
            for (int index = 0; index < gradient.Length; index++)
            {
                meanGradients[index] += gradient[index] / (double)Batch;
            }
        }

        Assert.Null(Tolerance.OfValues(outputs, alone));
        Assert.Null(Tolerance.OfValues([loss], [meanLoss]));
        Assert.Null(Tolerance.OfGradients(gradients, meanGradients));
    }

    [Fact]
    public void NaN_in_a_sequence_gives_NaN_for_that_sequence_alone()
    {
        RequireNaN(new Forecaster(3).Predict, inputs: 24, outputs: 1, place: 3, firstOutput: 0);
        RequireNaN(new Composer(3).Predict, inputs: 2, outputs: 12, place: 1, firstOutput: 0);
        RequireNaN(new Detector(3).Predict, inputs: 10, outputs: 6, place: 9, firstOutput: 3);
        RequireNaN(new Tagger(3).Predict, inputs: 21, outputs: 28, place: 15, firstOutput: 20);
    }

    private delegate void Prediction(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <param name="predict">What to call.</param>
    /// <param name="inputs">Values per sample.</param>
    /// <param name="outputs">Values per sample.</param>
    /// <param name="place">Which input value of the sample becomes NaN.</param>
    /// <param name="firstOutput">The first output value that depends on it.</param>
    private static void RequireNaN(Prediction predict, int inputs, int outputs, int place, int firstOutput)
    {
        const int Sick = 20;
        float[] values = Batches.Numbers(Batch * inputs, 1);
        float[] expected = new float[Batch * outputs];
        predict(values, expected);
        values[(Sick * inputs) + place] = float.NaN;
        float[] actual = new float[Batch * outputs];
        predict(values, actual);
        expected.AsSpan((Sick * outputs) + firstOutput, outputs - firstOutput).Fill(float.NaN);
        Assert.Equal(expected, actual);
    }
}
