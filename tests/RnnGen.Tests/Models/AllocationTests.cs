namespace RnnGen.Tests.Models;

[Collection(nameof(Parallelism))]
public sealed class AllocationTests
{
    private const int Large = 70;

    [Fact]
    public void Predict_allocates_nothing_after_the_first_call_of_a_size() => RequireNone(batch =>
    {
        var model = new PooledForecaster();
        float[] inputs = Batches.Numbers(batch * 24, 1);
        float[] outputs = new float[batch];
        return () => model.Predict(inputs, outputs);
    });

    [Fact]
    public void Predict_with_a_workspace_allocates_nothing() => RequireNone(batch =>
    {
        var model = new Forecaster();
        var workspace = new Forecaster.Workspace(Large);
        float[] inputs = Batches.Numbers(batch * 24, 1);
        float[] outputs = new float[batch];
        return () => model.Predict(inputs, outputs, workspace);
    });

    [Fact]
    public void ComputeGradients_allocates_nothing_after_the_first_call_of_a_size() => RequireNone(batch =>
    {
        var model = new PooledForecaster();
        float[] inputs = Batches.Numbers(batch * 24, 1);
        float[] targets = Batches.Numbers(batch, 2);
        float[] gradients = new float[PooledForecaster.ParameterCount];
        return () => model.ComputeGradients(inputs, targets, gradients);
    });

    [Fact]
    public void ComputeGradients_with_a_workspace_allocates_nothing() => RequireNone(batch =>
    {
        var model = new Forecaster();
        var workspace = new Forecaster.Workspace(Large);
        float[] inputs = Batches.Numbers(batch * 24, 1);
        float[] targets = Batches.Numbers(batch, 2);
        float[] gradients = new float[Forecaster.ParameterCount];
        return () => model.ComputeGradients(inputs, targets, gradients, workspace);
    });

    [Fact]
    public void ComputeGradients_towards_classes_allocates_nothing() => RequireNone(batch =>
    {
        var model = new PooledTagger();
        var workspace = new PooledTagger.Workspace(Large);
        float[] inputs = Batches.Numbers(batch * 21, 1);
        int[] targets = Batches.Classes(batch * 7, 4, 2);
        float[] gradients = new float[PooledTagger.ParameterCount];
        return () =>
        {
            model.ComputeGradients(inputs, targets, gradients);
            model.ComputeGradients(inputs, targets, gradients, workspace);
        };
    });

    [Fact]
    public void ComputeLoss_allocates_nothing_after_the_first_call_of_a_size() => RequireNone(batch =>
    {
        var model = new PooledDetector();
        float[] inputs = Batches.Numbers(batch * 10, 1);
        float[] targets = Batches.Probabilities(batch * 6, 2);
        return () => model.ComputeLoss(inputs, targets);
    });

    [Fact]
    public void Calls_that_use_several_threads_allocate_nothing_once_these_run()
    {
        int before = Parallelism.MaxThreads;
        try
        {
            Parallelism.MaxThreads = 3;
            var model = new Wide();
            model.ComputeGradients(new float[Large * 360], new float[Large * 180], new float[Wide.ParameterCount]); // starts them
            RequireNone(batch =>
            {
                var workspace = new Wide.Workspace(Large);
                float[] inputs = Batches.Numbers(batch * 360, 1);
                float[] targets = Batches.Numbers(batch * 180, 2);
                float[] outputs = new float[batch * 180];
                float[] gradients = new float[Wide.ParameterCount];
                return () =>
                {
                    model.Predict(inputs, outputs);
                    model.ComputeGradients(inputs, targets, gradients);
                    model.Forward(inputs, outputs, workspace);
                    model.Backward(targets, gradients, default, workspace);
                };
            });
        }
        finally
        {
            Parallelism.MaxThreads = before;
        }
    }

    [Fact]
    public void Forward_and_Backward_allocate_nothing() => RequireNone(batch =>
    {
        var model = new Detector();
        var workspace = new Detector.Workspace(Large);
        float[] inputs = Batches.Numbers(batch * 10, 1);
        float[] outputs = new float[batch * 6];
        float[] outputGradients = Batches.Numbers(batch * 6, 2);
        float[] parameterGradients = new float[Detector.ParameterCount];
        float[] inputGradients = new float[inputs.Length];
        return () =>
        {
            model.Forward(inputs, outputs, workspace);
            model.Backward(outputGradients, parameterGradients, inputGradients, workspace);
            model.Backward(outputGradients, parameterGradients, default, workspace, accumulate: true);
        };
    });

    /// <summary>
    /// Our code allocates the same each time; the runtime enlarges its caches (of casts, of generic lookups) on whichever thread fills them,
    /// so one of a few tries on new threads must show nothing at all.
    /// </summary>
    /// <param name="prepare">Makes a call with that many samples.</param>
    private static void RequireNone(Func<int, Action> prepare) =>
        Assert.Contains(0, Enumerable.Range(0, 3).Select(_ => AllocatedOnNewThread(prepare)));

    /// <summary>On a thread of its own: calls with any number of samples, which take what memory they need, then the same in turn.</summary>
    private static long AllocatedOnNewThread(Func<int, Action> prepare)
    {
        long allocated = -1;
        var thread = new Thread(() =>
        {
            Action first = prepare(1);
            Action[] calls = [first, prepare(33), prepare(Large), first];
            Array.ForEach(calls, call => call());
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (Action call in calls)
            {
                call();
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        thread.Start();
        thread.Join();
        return allocated;
    }
}
