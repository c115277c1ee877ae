using RnnGen.Generator.Declarations;
using RnnGen.Reference;

namespace RnnGen.Parity;

/// <summary>Calls of a model in a process that may have little memory: first what fits, then a batch that cannot.</summary>
internal static class HeapLimitRun
{
    private const int Steps = 1000;
    private const int TooMany = 64;

    /// <summary>A block of some samples of it takes more than a hundred megabytes, one sequence four.</summary>
    public static ModelDeclaration Declaration => Declare.Model(Steps, 1, name: "LongSequence").Lstm(128).Dense(1).Declaration;

    /// <summary>Makes the calls and writes what became of each.</summary>
    public static int Run(CompiledModels models)
    {
        IModelUnderTest model = models.Create(Declaration.Name, maxBatch: 1);
        var gradients = new float[model.Tensors.Sum(tensor => tensor.Length)];
        foreach (int batch in (int[])[1, TooMany, 1])
        {
            float[] inputs = new float[batch * Steps], outputs = new float[batch];
            Report("Predict", batch, () => model.Predict(inputs, outputs, ownWorkspace: false));
            Report("ComputeGradients", batch, () => model.ComputeGradients(inputs, outputs, gradients, ownWorkspace: false));
        }

        return 0;
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
