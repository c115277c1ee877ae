using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using RnnGen.Runtime;
using RnnGen.Tests.Models;

namespace RnnGen.Tests.Execution;

/// <summary>The library outlives the assemblies of models, as of plug-ins: threads that wait and memory that is kept may hold nothing of them.</summary>
[Collection(nameof(Parallelism))]
public sealed class UnloadingTests
{
    [Theory]
    [InlineData(nameof(Visitor.Train))]
    [InlineData(nameof(Visitor.Fail))]
    public void An_assembly_whose_models_have_used_several_threads_is_unloaded(string method)
    {
        WeakReference context = Visit(method);
        for (int attempt = 0; attempt < 50 && context.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(10);
        }

        Assert.False(context.IsAlive);
    }

    [Fact]
    public void Worker_threads_do_not_keep_the_context_of_the_caller_that_started_them()
    {
        WeakReference? value = null;
        var caller = new Thread(() => value = StartWorker());
        caller.Start();
        caller.Join();
        for (int attempt = 0; attempt < 50 && value!.IsAlive; attempt++)
        {
            GC.Collect();
            Thread.Sleep(10);
        }

        Assert.False(value!.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference StartWorker()
    {
        var local = new AsyncLocal<object?> { Value = new object() };
        _ = new Worker(member: 1);
        var value = new WeakReference(local.Value);
        local.Value = null;
        return value;
    }

    /// <summary>This assembly once more, in a context that can be unloaded; the library itself is shared.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Visit(string method)
    {
        var context = new AssemblyLoadContext("visitor", isCollectible: true);
        Type visitor = context.LoadFromAssemblyPath(typeof(UnloadingTests).Assembly.Location).GetType(typeof(Visitor).FullName!, throwOnError: true)!;
        Assert.NotSame(typeof(Visitor), visitor);
        visitor.GetMethod(method)!.CreateDelegate<Action>()();
        context.Unload();
        return new WeakReference(context);
    }

    /// <summary>What is run in that context.</summary>
    internal static class Visitor
    {
        /// <summary>Every call, with two threads, on the caller's memory and on the library's.</summary>
        public static void Train()
        {
            int threads = Parallelism.MaxThreads;
            Parallelism.MaxThreads = 2;
            try
            {
                var model = new Wide(1);
                float[] inputs = Batches.Numbers(70 * 360, 1), targets = Batches.Numbers(70 * 180, 2);
                float[] outputs = new float[70 * 180], gradients = new float[Wide.ParameterCount];
                var workspace = new Wide.Workspace(70);
                for (int time = 0; time < 3; time++)
                {
                    model.Predict(inputs, outputs);
                    model.Predict(inputs.AsSpan(0, 360), outputs.AsSpan(0, 180));
                    model.ComputeGradients(inputs, targets, gradients);
                    model.Forward(inputs, outputs, workspace);
                    model.Backward(targets, gradients, default, workspace);
                    model.Step(inputs.AsSpan(0, 6), outputs.AsSpan(0, 3), new Wide.State());
                }

                model.Fit(inputs, targets, new FitOptions { Epochs = 2, BatchSize = 35 });
            }
            finally
            {
                Parallelism.MaxThreads = threads;
            }
        }

        /// <summary>A work that throws an exception of the context's own.</summary>
        public static void Fail() => Assert.Throws<Failure>(() => Team.Run(new FailingWork(), members: 2));
    }

    private sealed class Failure : Exception;

    private readonly struct FailingWork : ITeamWork
    {
        public void Run(Team team, int member) => throw new Failure();
    }
}
