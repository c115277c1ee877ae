using RnnGen.Tests.Models;

namespace RnnGen.Tests.Training;

public class EvaluationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(11)]
    [InlineData(int.MaxValue)]
    public void The_loss_is_the_mean_over_all_samples_however_batches_are_cut(int batchSize)
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(11);
        List<int> sizes = [];
        LinearModel model = new() { Measured = batch => sizes.Add(batch.Length / 2) };
        EvaluationResult result = Evaluator.Evaluate<float, float>(model, inputs, targets, new EvaluateOptions { BatchSize = batchSize });
        float direct = new LinearModel().ComputeLoss(inputs, targets);
        Assert.Equal(direct, result.Loss, direct * 1e-6f);
        Assert.Equal((11, 11), (result.Samples, result.CountedTargets));
        Assert.Equal(11, sizes.Sum());
        Assert.InRange(sizes.Max(), 1, batchSize);
        Assert.Equal(0, model.Edits);
    }

    [Fact]
    public void Memory_is_that_of_a_batch_of_32_without_options()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(100);
        List<int> sizes = [];
        IRnnModel<float, float> model = new LinearModel { Measured = batch => sizes.Add(batch.Length / 2) };
        model.Evaluate(inputs, targets);
        Assert.Equal([32, 32, 32, 4], sizes);
    }

    [Fact]
    public void Targets_that_do_not_count_weigh_nothing()
    {
        float[] inputs = Batches.Numbers(9 * 21, 1);
        int[] targets = Batches.Classes(9 * 7, 4, 2);
        targets.AsSpan(0, 20).Fill(-1);
        Tagger model = new(1);
        EvaluationResult result = model.Evaluate(inputs, targets, new EvaluateOptions { BatchSize = 2 });
        Assert.Equal(model.ComputeLoss(inputs, targets), result.Loss, 1e-5f);
        Assert.Equal((9, targets.Count(target => target >= 0)), (result.Samples, result.CountedTargets));
    }

    [Fact]
    public void The_loss_of_training_is_that_of_an_evaluation_before_it()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(40);
        float before = Evaluator.Evaluate<float, float>(new LinearModel(), inputs, targets).Loss;
        FitHistory history = Trainer.Fit(new LinearModel(), inputs, targets, new FitOptions { Epochs = 1, Optimizer = new Sgd(0) }, (inputs, targets));
        Assert.Equal(before, history.ValidationLosses[0]);
    }

    [Fact]
    public void Bad_values_are_named_with_their_place_in_the_whole()
    {
        float[] inputs = Batches.Numbers(9 * 21, 1);
        int[] targets = Batches.Classes(9 * 7, 4, 2);
        Tagger model = new(1);
        EvaluateOptions options = new() { BatchSize = 2 };

        targets[(6 * 7) + 3] = 4;
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => model.Evaluate(inputs, targets, options));
        Assert.Equal("targets", error.ParamName);
        Assert.StartsWith("Value 45 of the evaluation targets (sample 6, step 3, feature 0, each counted from 0) is 4", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing has been measured.", error.Message, StringComparison.Ordinal);

        targets[(6 * 7) + 3] = 0;
        inputs[(5 * 21) + 1] = float.NaN;
        error = Assert.ThrowsAny<ArgumentException>(() => model.Evaluate(inputs, targets, options));
        Assert.Equal("inputs", error.ParamName);
        Assert.Contains("(sample 5, step 0, feature 1, each counted from 0) is NaN", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, 32, "inputs", "The evaluation inputs are empty")]
    [InlineData(7, 4, 32, "inputs", "The evaluation inputs hold 7 values, which is not a whole number of samples")]
    [InlineData(8, 3, 32, "targets", "The evaluation inputs hold 4 samples but the evaluation targets hold 3")]
    [InlineData(8, 4, 0, "options", "BatchSize has to be at least 1, but is 0")]
    public void Arguments_that_do_not_fit_are_rejected(int inputs, int targets, int batchSize, string argument, string message)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => Evaluator.Evaluate<float, float>(
            new LinearModel(), new float[inputs], new float[targets], new EvaluateOptions { BatchSize = batchSize }));
        Assert.Equal(argument, error.ParamName);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_over_nothing_that_counts_is_an_error()
    {
        int[] none = [.. Enumerable.Repeat(-1, 7)];
        ArgumentException error = Assert.Throws<ArgumentException>("targets", () => new Tagger(1).Evaluate(new float[21], none));
        Assert.StartsWith("None of the evaluation targets counts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_beyond_the_range_of_floats_is_given_as_it_is()
    {
        LinearModel model = new();
        using (ParameterEdit edit = model.EditParameters())
        {
            edit.Values.Fill(1e30f);
        }

        Assert.Equal(float.PositiveInfinity, Evaluator.Evaluate<float, float>(model, new float[64], new float[32], new EvaluateOptions { BatchSize = 4 }).Loss);
    }

    [Fact]
    public void Evaluation_can_be_cancelled_between_batches()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(10);
        using CancellationTokenSource source = new();
        int batches = 0;
        IRnnModel<float, float> model = new LinearModel
        {
            Measured = _ =>
            {
                if (++batches == 2)
                {
                    source.Cancel();
                }
            },
        };
        Assert.Throws<OperationCanceledException>(() => model.Evaluate(inputs, targets, new EvaluateOptions { BatchSize = 2, CancellationToken = source.Token }));
        Assert.Equal(2, batches);
    }

    [Theory]
    [InlineData(1, "(1 sample)")]
    [InlineData(3, "(3 samples)")]
    public void A_result_says_what_it_is(int samples, string end)
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(samples);
        string text = Evaluator.Evaluate<float, float>(new LinearModel(), inputs, targets).ToString();
        Assert.StartsWith("loss ", text, StringComparison.Ordinal);
        Assert.EndsWith(end, text, StringComparison.Ordinal);
    }
}
