using RnnGen.Tests.Goldens;
using RnnGen.Tests.Models;
using RnnGen.Tests.Training;

namespace RnnGen.Tests.Metrics;

public sealed class MetricTests
{
    private static Metric[] OfClasses =>
    [
        new Accuracy(), new TopKAccuracy(2), new TopKAccuracy(3), new Perplexity(),
        new Precision(2), new Precision(ClassAverage.Macro), new Precision(ClassAverage.Micro),
        new Recall(2), new Recall(ClassAverage.Macro), new Recall(ClassAverage.Micro),
        new F1Score(2), new F1Score(ClassAverage.Macro), new F1Score(ClassAverage.Micro),
    ];

    [Theory]
    [InlineData(60)]
    [InlineData(7)]
    public void Figures_of_classes_are_those_of_scikit_learn_however_batches_are_cut(int batch)
    {
        float[] outputs = MetricGoldens.Singles("classes", "outputs");
        int[] targets = MetricGoldens.Ids("classes", "targets");
        Metric[] metrics = OfClasses;
        var matrix = new ConfusionMatrix();
        for (int first = 0; first < targets.Length; first += batch)
        {
            int count = Math.Min(batch, targets.Length - first);
            foreach (Metric metric in (Metric[])[.. metrics, matrix])
            {
                metric.Update(outputs.AsSpan(first * 5, count * 5), targets.AsSpan(first, count));
            }
        }

        Assert.Equal(MetricGoldens.Names("classes", "expected").Except(["confusion"]).Order(), metrics.Select(static metric => metric.Name).Order());
        Assert.All(metrics, static metric => Assert.Equal(MetricGoldens.Number("classes", "expected", metric.Name), metric.Value, 1e-6));
        int[][] expected = MetricGoldens.Table("classes", "expected", "confusion");
        Assert.All(expected.Index(), row => Assert.Equal(row.Item, Enumerable.Range(0, 5).Select(predicted => (int)matrix[row.Index, predicted])));
        Assert.Equal(MetricGoldens.Number("classes", "expected", "accuracy"), matrix.Value, 1e-12);
        Assert.Equal(Math.Log2(MetricGoldens.Number("classes", "expected", "perplexity")), metrics.OfType<Perplexity>().Single().Bits, 1e-6);
    }

    [Fact]
    public void Figures_of_probabilities_are_those_of_scikit_learn() => Compare(
        "probabilities", [new Accuracy(), new Precision(), new Recall(), new F1Score(), new F1Score(ClassAverage.Macro)]);

    [Fact]
    public void Figures_of_numbers_are_those_of_scikit_learn() => Compare("numbers", [new MeanAbsoluteError(), new RootMeanSquaredError(), new RSquared()]);

    [Fact]
    public void Nothing_that_counts_is_no_figure_and_a_reset_begins_anew()
    {
        foreach (Metric metric in (Metric[])[.. OfClasses, new ConfusionMatrix()])
        {
            metric.Update([0.3f, 0.7f], [-1]);
            Assert.Equal(double.NaN, metric.Value);
            metric.Update([0.3f, 0.5f, 0.2f], [0]);
            metric.Reset();
            Assert.Equal(double.NaN, metric.Value);
        }

        foreach (Metric metric in (Metric[])[new MeanAbsoluteError(), new RootMeanSquaredError(), new RSquared()])
        {
            Assert.Equal(double.NaN, metric.Value);
            metric.Update([3, 4], [1f, 2f]);
            metric.Reset();
            metric.Update([1, 2], [1f, 2f]);
            Assert.Equal(metric is RSquared ? 1 : 0, metric.Value);
        }
    }

    [Fact]
    public void A_matrix_is_a_table_and_knows_its_classes()
    {
        var matrix = new ConfusionMatrix();
        matrix.Update([0.9f, 0.1f, 0.2f, 0.8f, 0.6f, 0.4f], [0, 1, 1]);
        Assert.Equal("true       0     1\n0          1     0\n1          1     1", matrix.ToString());
        Assert.Equal((0.5, 1, 2.0 / 3), (matrix.Precision(0), matrix.Recall(0), matrix.F1(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix[0, 2]);
        Assert.Contains("2 classes so far, and now there are 3", Assert.Throws<ArgumentException>(() => matrix.Update(new float[3], [0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_named()
    {
        Assert.Contains("3 outputs and 2 targets", Assert.Throws<ArgumentException>(() => new Accuracy().Update(new float[3], new int[2])).Message, StringComparison.Ordinal);
        Assert.Contains("3 outputs but 2 targets", Assert.Throws<ArgumentException>(() => new RSquared().Update(new float[3], new float[2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TopKAccuracy(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Recall(-1));
    }

    [Fact]
    public void A_metric_for_other_targets_is_refused_before_anything_is_learned()
    {
        var model = new Tagger(1);
        float[] inputs = Batches.Numbers(5 * 21, 1);
        int[] targets = Batches.Classes(5 * 7, 4, 2);
        var error = Assert.Throws<ArgumentException>(() => model.Fit(inputs, targets, new FitOptions { Metrics = [new RSquared()] }));
        Assert.Contains("r2 is not for class ids", error.Message, StringComparison.Ordinal);
        Assert.True(model.Parameters.SequenceEqual(new Tagger(1).Parameters));
        Assert.Contains(
            "perplexity is for class ids",
            Assert.Throws<ArgumentException>(() => new Forecaster().Evaluate(new float[24], new float[1], new EvaluateOptions { Metrics = [new Perplexity()] })).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.Fit(inputs, targets, new FitOptions { Metrics = [new Accuracy(), new Accuracy()] }));
    }

    [Fact]
    public void An_evaluation_measures_what_predictions_come_to()
    {
        var model = new Tagger(1);
        float[] inputs = Batches.Numbers(50 * 21, 1);
        int[] targets = Batches.Classes(50 * 7, 4, 2);
        EvaluationResult result = model.Evaluate(inputs, targets, new EvaluateOptions { Metrics = [new Accuracy(), new Perplexity()], BatchSize = 7 });
        var accuracy = new Accuracy();
        accuracy.Update(model.Predict(inputs), targets);
        Assert.Equal(accuracy.Value, result["accuracy"]);
        Assert.Equal(Math.Exp(result.Loss), result["perplexity"], 1e-5);
        Assert.Contains("  accuracy 0.", result.ToString(), StringComparison.Ordinal);
        Assert.Contains("There were: accuracy, perplexity", Assert.Throws<ArgumentException>(() => result["f1"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_measures_validation_samples_and_training_samples_where_there_are_none()
    {
        (float[] inputs, float[] targets) = LinearSamples.Create(80);
        var model = new LinearModel();
        var lines = new StringWriter();
        FitHistory history = Trainer.Fit(
            model, inputs, targets, new FitOptions { Epochs = 3, ValidationSplit = 0.25, Metrics = [new RSquared(), new MeanAbsoluteError()], Progress = new ConsoleProgress(lines) });
        var validated = new MeanAbsoluteError();
        float[] outputs = new float[20];
        model.Predict(inputs.AsSpan(120), outputs);
        validated.Update(outputs, targets.AsSpan(60));
        Assert.Equal(validated.Value, history.MetricOf("mae")[^1]);
        Assert.Equal(["r2", "mae"], history.Epochs[1].Metrics.Select(static metric => metric.Name));
        Assert.Contains("  r2 ", lines.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => history.MetricOf("rmse"));

        FitHistory alone = Trainer.Fit(model, inputs, targets, new FitOptions { Epochs = 1, Metrics = [validated] });
        var trained = new MeanAbsoluteError();
        float[] all = new float[80];
        model.Predict(inputs, all);
        trained.Update(all, targets);
        Assert.Equal(trained.Value, alone.MetricOf("mae")[0]);
    }

    private static void Compare(string of, Metric[] metrics)
    {
        float[] outputs = MetricGoldens.Singles(of, "outputs"), targets = MetricGoldens.Singles(of, "targets");
        Assert.Equal(MetricGoldens.Names(of, "expected").Order(), metrics.Select(static metric => metric.Name).Order());
        Assert.All(metrics, metric =>
        {
            metric.Update(outputs.AsSpan(0, 11), targets.AsSpan(0, 11));
            metric.Update(outputs.AsSpan(11), targets.AsSpan(11));
            Assert.Equal(MetricGoldens.Number(of, "expected", metric.Name), metric.Value, 1e-9);
        });
    }
}
