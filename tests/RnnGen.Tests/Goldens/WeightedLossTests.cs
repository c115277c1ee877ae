using RnnGen.Parity;
using RnnGen.Runtime;
using RnnGen.Tests.Models;
using RnnGen.Tests.Training;

namespace RnnGen.Tests.Goldens;

/// <summary>Targets that weigh differently in the mean, beside PyTorch; see make_goldens.py.</summary>
public sealed class WeightedLossTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(32)]
    public void Losses_and_gradients_of_classes_are_those_of_PyTorch(int batch)
    {
        foreach (string weights in (string[])["classes", "samples", "steps", "both"])
        {
            Compare<GruWide, int>(batch, weights);
        }

        Compare<GruSmoothed, int>(batch, "smoothed", nameof(GruWide));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(32)]
    public void Losses_and_gradients_of_numbers_are_those_of_PyTorch(int batch)
    {
        Compare<LastSteps, float>(batch, "samples");
        Compare<LastSteps, float>(batch, "steps");
    }

    /// <summary>A sample that weighs two counts as much as two samples.</summary>
    [Fact]
    public void Training_hears_weights_whatever_the_order()
    {
        float[] inputs = Batches.Numbers(12 * 24, 1), targets = Batches.Numbers(12, 2), weights = [.. Enumerable.Range(0, 12).Select(static sample => sample % 3f)];
        Forecaster weighted = new(1), repeated = new(1);
        var options = new FitOptions { Epochs = 2, BatchSize = 12, Optimizer = new Sgd(0.1), SampleWeights = weights };
        weighted.Fit(inputs, targets, options);
        int[] rows = [.. Enumerable.Range(0, 12).SelectMany(static sample => Enumerable.Repeat(sample, sample % 3))];
        repeated.Fit(
            rows.SelectMany(row => inputs.AsSpan(row * 24, 24).ToArray()).ToArray(), rows.Select(row => targets[row]).ToArray(), new FitOptions { Epochs = 2, BatchSize = 12, Optimizer = new Sgd(0.1) });
        Assert.Equal(repeated.Parameters.ToArray(), weighted.Parameters.ToArray(), static (one, other) => Math.Abs(one - other) < 1e-6f);

        // A batch of which nothing counts is no step.
        float[] start = weighted.Parameters.ToArray();
        weighted.Fit(inputs, targets, new FitOptions { Epochs = 1, BatchSize = 11, Shuffle = false, Optimizer = new Adam(), SampleWeights = (float[])[.. new float[11], 1] });
        float[] once = weighted.Parameters.ToArray();
        Forecaster last = new(1);
        using (ParameterEdit edit = last.EditParameters())
        {
            start.CopyTo(edit.Values);
        }

        last.Fit(inputs.AsMemory(11 * 24), targets.AsMemory(11), new FitOptions { Epochs = 1, BatchSize = 11, Shuffle = false, Optimizer = new Adam() });
        Assert.Equal(last.Parameters.ToArray(), once);
    }

    [Fact]
    public void Weights_that_do_not_suit_are_refused_before_anything_is_learned()
    {
        Refuse("2 values, but Tagger has 4 classes", new FitOptions { ClassWeights = [1, 2] });
        Refuse("ClassWeights[1] is -1", new FitOptions { ClassWeights = [1, -1, 1, 1] });
        Refuse("all 0", new FitOptions { ClassWeights = [0, 0, 0, 0] });
        Refuse("3 values, but there are 2 samples of 7 output steps", new FitOptions { SampleWeights = new float[3] });
        Refuse("SampleWeights[1] is NaN", new FitOptions { SampleWeights = (float[])[1, float.NaN] });
        (float[] inputs, float[] targets) = LinearSamples.Create(4);
        Assert.Contains("no generated model", Assert.Throws<ArgumentException>(() => Trainer.Fit(new LinearModel(), inputs, targets, new FitOptions { SampleWeights = targets })).Message, StringComparison.Ordinal);
        Assert.Contains("are numbers", Assert.Throws<ArgumentException>(() => new Forecaster().Fit(new float[24], new float[1], new FitOptions { ClassWeights = [1] })).Message, StringComparison.Ordinal);

        static void Refuse(string message, FitOptions options)
        {
            var model = new Tagger(1);
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => model.Fit(new float[42], new int[14], options)).Message, StringComparison.Ordinal);
            Assert.True(model.Parameters.SequenceEqual(new Tagger(1).Parameters));
        }
    }

    private static void Compare<TModel, TTarget>(int batch, string weights, string? of = null)
        where TModel : IRnnModel<TModel, float, TTarget>
        where TTarget : unmanaged
    {
        string name = of ?? typeof(TModel).Name;
        using Stream parameters = GoldenFile.Open($"{name}.parameters");
        TModel model = TModel.Load(parameters);
        SafetensorsFile golden = GoldenFile.Read($"{name}.golden"), weighted = GoldenFile.Read($"{name}.weighted");
        SafetensorsTensor targets = golden[$"b{batch}/targets"];
        float[] gradients = new float[model.Parameters.Length];
        float loss = ((ITrainedModel<float, TTarget>)model).AddGradients(
            new()
            {
                Inputs = golden[$"b{batch}/inputs"].ToSingles(),
                Targets = (TTarget[])(typeof(TTarget) == typeof(int) ? (Array)targets.ToInt32s() : targets.ToSingles()),
                ClassWeights = weights is "classes" or "both" ? weighted["class_weights"].ToSingles() : [],
                SampleWeights = weights switch { "samples" => weighted[$"b{batch}/samples"].ToSingles(), "classes" or "smoothed" => [], _ => weighted[$"b{batch}/steps"].ToSingles() },
            },
            gradients);
        string prefix = $"b{batch}/{weights}/";
        Assert.Null(Tolerance.OfValues([loss], weighted.Expected(prefix + "loss")));
        foreach (ParameterInfo tensor in model.ParameterTable)
        {
            Assert.Null(Tolerance.OfGradients(gradients.AsSpan(tensor.Offset, tensor.Length), weighted.Expected(prefix + tensor.Name)));
        }
    }
}
