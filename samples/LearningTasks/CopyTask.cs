using RnnGen;

namespace LearningTasks;

/// <summary>Remembers ten digits for thirty steps.</summary>
[RnnModel(Delay + 20, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy)]
[Embedding(10, 10)]
[Gru(128)]
[Dense(10, Activation = Activation.Softmax)]
internal sealed partial class Copier
{
    public const int Delay = 30;
}

/// <summary>Ten digits, a wait, and a sign at which they have to be said again.</summary>
internal sealed class CopyTask : ILearningTask
{
    public string Name => "copy";

    public string Setting =>
        "Copy memory, T = 30 (S. Bai, J. Kolter, V. Koltun, arXiv 1803.01271): ten digits 1 to 8, blanks, eleven signs; 10,000 series to learn from and 1,000 to be judged by; GRU 128, RMSprop 0.001, 40 epochs. Who says blanks, and then guesses, has a loss of 10 ln 8 / 50.";

    public TaskResult Run(bool isQuick)
    {
        var random = new Random(1);
        (int[] inputs, int[] targets) = Samples(random, isQuick ? 300 : 10_000);
        (int[] testInputs, int[] testTargets) = Samples(random, isQuick ? 100 : 1_000);
        var model = new Copier(seed: 1);
        model.Fit(
            inputs,
            targets,
            new FitOptions
            {
                Epochs = isQuick ? 1 : 40,
                Optimizer = new RmsProp(0.001),
                ClipNorm = 1,
                Callbacks = [LearningRateSchedule.Cosine(0.05)],
                Metrics = [new Accuracy()],
                Progress = new ConsoleProgress(),
            },
            (testInputs, testTargets));
        EvaluationResult result = model.Evaluate(testInputs, testTargets);
        double guessing = 10 * Math.Log(8) / (Copier.Delay + 20);
        return new("loss", $"{result.Loss:F4}", $"below {guessing:F3}", result.Loss < 0.95 * guessing);
    }

    private static (int[] Inputs, int[] Targets) Samples(Random random, int count)
    {
        const int Steps = Copier.Delay + 20;
        int[] inputs = new int[count * Steps], targets = new int[count * Steps];
        for (int sample = 0; sample < count; sample++)
        {
            Span<int> input = inputs.AsSpan(sample * Steps, Steps), target = targets.AsSpan(sample * Steps, Steps);
            for (int digit = 0; digit < 10; digit++)
            {
                input[digit] = target[Steps - 10 + digit] = random.Next(1, 9);
            }

            input[^11..].Fill(9);
        }

        return (inputs, targets);
    }
}
