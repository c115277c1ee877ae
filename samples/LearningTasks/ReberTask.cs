using RnnGen;

namespace LearningTasks;

/// <summary>Says whether a string is one of the grammar.</summary>
[RnnModel(Length, Loss = Loss.BinaryCrossEntropy, VariableLength = true)]
[Embedding(7, 5)]
[Gru(30)]
[Dense(1, Activation = Activation.Sigmoid)]
internal sealed partial class ReberJudge
{
    /// <summary>Letters of the longest string.</summary>
    public const int Length = 40;
}

/// <summary>Strings of a grammar, half of them with one wrong letter; each is as long as it is.</summary>
internal sealed class ReberTask : ILearningTask
{
    public string Name => "reber";

    public string Setting =>
        "Embedded Reber grammar (A. Géron, Hands-On Machine Learning, 2nd edition, chapter 16): 10,000 strings to learn from and 2,000 to be judged by, Embedding 5, GRU 30, sigmoid; SGD 0.02, momentum 0.95, Nesterov; 20 epochs.";

    public TaskResult Run(bool isQuick)
    {
        var grammar = new ReberGrammar(new Random(42));
        (int[] inputs, int[] lengths, float[] targets) = Samples(grammar, isQuick ? 500 : 10_000);
        (int[] testInputs, int[] testLengths, float[] testTargets) = Samples(grammar, isQuick ? 100 : 2_000);
        var results = new List<EvaluationResult>();
        for (int seed = 0; seed < (isQuick ? 1 : 5); seed++)
        {
            var model = new ReberJudge(seed);
            FitOptions options = new()
            {
                Epochs = isQuick ? 2 : 20,
                Seed = seed,
                Optimizer = new Sgd(0.02) { Momentum = 0.95, Nesterov = true },
                Metrics = [new Accuracy()],
                Progress = new ConsoleProgress(),
            };
            model.Fit(inputs, lengths, targets, options, (testInputs, testLengths, testTargets));
            results.Add(model.Evaluate(testInputs, testLengths, testTargets, new EvaluateOptions { Metrics = [new Accuracy()] }));
        }

        EvaluationResult[] ordered = [.. results.OrderBy(static result => result.Loss)];
        EvaluationResult median = ordered[ordered.Length / 2];
        EvaluationResult worst = ordered[^1];
        return new(
            $"accuracy, loss: median of {ordered.Length} seeds (the worst)", $"{median["accuracy"]:F4}, {median.Loss:F4} ({worst["accuracy"]:F4}, {worst.Loss:F4})", "1.0000, 0.0037",
            median["accuracy"] >= 0.99995);
    }

    private static (int[] Inputs, int[] Lengths, float[] Targets) Samples(ReberGrammar grammar, int count)
    {
        int[] inputs = new int[count * ReberJudge.Length];
        int[] lengths = new int[count];
        float[] targets = new float[count];
        for (int sample = 0; sample < count; sample++)
        {
            targets[sample] = sample % 2;
            string text;
            do
            {
                text = sample % 2 == 1 ? grammar.Next() : grammar.NextCorrupted();
            }
            while (text.Length > ReberJudge.Length);

            lengths[sample] = text.Length;
            for (int letter = 0; letter < text.Length; letter++)
            {
                inputs[(sample * ReberJudge.Length) + letter] = ReberGrammar.Letters.IndexOf(text[letter], StringComparison.Ordinal);
            }
        }

        return (inputs, lengths, targets);
    }
}
