using RnnGen.Generator.Declarations;
using RnnGen.Reference;

namespace RnnGen.Parity;

/// <summary>Calls of models in a process that may have little memory: first what fits, then a batch that cannot.</summary>
internal static class HeapLimitRun
{
    private const int Steps = 1000;
    private const int TooMany = 64;

    /// <summary>
    /// A model whose predictions go through the steps in stretches that share memory, and one that keeps every step: its
    /// second direction begins at the end. Training, a block of samples takes more than a hundred megabytes, one sequence a few.
    /// </summary>
    public static IReadOnlyList<ModelDeclaration> Declarations { get; } =
    [
        Declare.Model(Steps, 1, name: "LongSequence").Lstm(128).Dense(1).Declaration,
        Declare.Model(Steps, 1, name: "LongSequenceBothWays").Layer("Lstm", ("Units", 128), ("Bidirectional", true)).Dense(1).Declaration,
    ];

    /// <summary>Makes the calls of each model and writes what became of each.</summary>
    public static int Run(CompiledModels models)
    {
        foreach (ModelDeclaration declaration in Declarations)
        {
            Run(models.Create(declaration.Name, maxBatch: 1));
        }

        return 0;
    }

    private static void Run(IModelUnderTest model)
    {
        var gradients = new float[model.Tensors.Sum(tensor => tensor.Length)];
        foreach (int batch in (int[])[1, TooMany, 1])
        {
            float[] inputs = new float[batch * Steps], outputs = new float[batch];
            Report("Predict", batch, () => model.Predict(inputs, outputs, ownWorkspace: false));
            Report("ComputeGradients", batch, () => model.ComputeGradients(inputs, outputs, gradients, ownWorkspace: false));
        }
    }

    private static void Report(string call, int batch, Action act)
    {
        try
        {
            act();
            Console.WriteLine($"{call} {batch}: done");
        }
        catch (OutOfMemoryException exception)
        {
            Console.WriteLine($"{call} {batch}: {exception.GetType().Name}: {exception.Message}");
        }
    }
}
