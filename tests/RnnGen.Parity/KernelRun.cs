extern alias library;

using System.Reflection;
using RnnGen.Generator.Networks;
using RnnGen.Reference;

namespace RnnGen.Parity;

/// <summary>
/// Makes every call of a model once for each batch, so that the JIT compiles all of its kernels, for many samples and for few.
/// What is computed does not matter.
/// </summary>
internal static class KernelRun
{
    /// <summary>Runs the models one after the other, so that listings of the JIT do not mix, and writes the names of their kernels.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<ParityCase> cases, CompiledModels models)
    {
        library::RnnGen.Parallelism.MaxThreads = 1; // two threads' listings would mix
        foreach (ParityCase item in cases)
        {
            string name = item.Declaration.Name;
            Run(item, models.Create(name, item.Batches.Max()));
            Console.WriteLine($"model {name} {item}");
            foreach (string kernel in Kernels(models.Model(name)))
            {
                Console.WriteLine($"kernel {kernel}");
            }
        }

        return 0;
    }

    private static void Run(ParityCase item, IModelUnderTest model)
    {
        Network network = item.Model.Network();
        foreach (int batch in item.Batches)
        {
            DataPoint point = DataPoint.Draw(network, batch, seed: 1, scale: 0.1);
            float[] parameters = Singles(point.Parameters);
            float[] inputs = Singles(point.Inputs);
            float[] targets = Singles(point.Targets);
            var outputs = new float[batch * network.OutputLength * network.OutputSize];
            var gradients = new float[parameters.Length];

            model.SetParameters(parameters);
            model.Predict(inputs, outputs, ownWorkspace: false);
            model.ComputeGradients(inputs, targets, gradients, ownWorkspace: false);
            model.Forward(inputs, outputs);
            model.Backward(outputs, gradients, new float[inputs.Length], accumulate: false);
            model.TakeStep(inputs.AsSpan(0, network.InputSize), outputs.AsSpan(0, network.OutputSize), isFirst: true);
        }

        // As many streams as fill two vectors, and one more.
        const int Streams = 33;
        model.TakeSteps(new float[Streams * network.InputSize], new float[Streams * network.OutputSize], Streams, isFirst: true);
    }

    /// <summary>The kernels of a model's code: methods that ask for full optimisation, as <c>Model+BatchNetwork`1:Lstm1Step</c>.</summary>
    private static IEnumerable<string> Kernels(Type model) =>
        from network in model.GetNestedTypes(BindingFlags.NonPublic)
        from method in network.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where method.MethodImplementationFlags.HasFlag(MethodImplAttributes.AggressiveOptimization)
        select $"{network.FullName}:{method.Name}";

    private static float[] Singles(double[] values) => [.. values.Select(value => (float)value)];
}
