using System.Runtime.CompilerServices;
using RnnGen.Runtime;

namespace RnnGen.Tests.Execution;

/// <summary>What is kept between calls that bring no workspace of their own.</summary>
public sealed class WorkspacePoolTests
{
    [Fact]
    public void Nobody_else_has_a_workspace_until_it_is_given_back()
    {
        WorkspacePool pool = Pool(bytesOfSequence: 1024);
        PooledWorkspace first = pool.Take(), second = pool.Take();
        Assert.NotSame(first, second);
        pool.Return(first);
        Assert.Same(first, pool.Take());
        pool.Return(second);
        Assert.Same(second, pool.Take());
    }

    [Fact]
    public void What_is_below_the_cap_outlasts_garbage_collections()
    {
        WorkspacePool pool = Pool(WorkspacePool.MostKeptBytes / 8);
        Use(pool, together: 3);
        long before = pool.Bytes;
        Assert.InRange(before, 3 * (WorkspacePool.MostKeptBytes / 8), WorkspacePool.MostKeptBytes);
        Collect();
        Assert.Equal(before, pool.Bytes);
    }

    [Fact]
    public void What_is_above_the_cap_is_left_to_the_garbage_collector_and_serves_until_then()
    {
        WorkspacePool pool = Pool(WorkspacePool.MostKeptBytes / 3);
        Use(pool, together: 5);
        Assert.True(pool.Bytes > WorkspacePool.MostKeptBytes);
        long before = pool.Bytes;
        Use(pool, together: 5);
        Assert.Equal(before, pool.Bytes);
        Collect();
        Assert.InRange(pool.Bytes, 1, WorkspacePool.MostKeptBytes);
        Use(pool, together: 5);
        Assert.Equal(before, pool.Bytes);
    }

    [Fact]
    public void A_workspace_larger_than_the_cap_is_not_kept()
    {
        WorkspacePool pool = Pool(2 * WorkspacePool.MostKeptBytes);
        Use(pool, together: 1);
        Assert.True(pool.Bytes > WorkspacePool.MostKeptBytes);
        Collect();
        Assert.Equal(0, pool.Bytes);
    }

    [Fact]
    public void More_threads_than_workspaces_are_served_too()
    {
        WorkspacePool pool = Pool(bytesOfSequence: 1024);
        Use(pool, together: WorkspacePool.MostWorkspaces + 7);
        Assert.InRange(pool.Bytes, WorkspacePool.MostWorkspaces * 1024, WorkspacePool.MostWorkspaces * 2048);
    }

    [Fact]
    public void Threads_never_share_a_workspace()
    {
        WorkspacePool pool = Pool(bytesOfSequence: 1024);
        int collisions = 0;
        Parallel.For(0, 8, thread =>
        {
            for (int turn = 0; turn < 20_000; turn++)
            {
                PooledWorkspace workspace = pool.Take();
                workspace.Reserve(batch: 1, WorkspaceUse.Gradients);
                ref float mark = ref workspace.ForSequence();
                mark = thread;
                Thread.SpinWait(turn % 8);
                if (Volatile.Read(ref mark) != thread)
                {
                    Interlocked.Increment(ref collisions);
                }

                pool.Return(workspace);
            }
        });
        Assert.Equal(0, collisions);
        Assert.InRange(pool.Bytes, 1024, 8 * 2048);
    }

    /// <summary>Not inlined: nothing here may be alive when it has returned.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Use(WorkspacePool pool, int together)
    {
        PooledWorkspace[] taken = [.. Enumerable.Range(0, together).Select(_ => pool.Take())];
        foreach (PooledWorkspace workspace in taken)
        {
            workspace.Reserve(batch: 1, WorkspaceUse.Gradients);
            pool.Return(workspace);
        }
    }

    private static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);

    private static WorkspacePool Pool(long bytesOfSequence)
    {
        int rows = (int)(bytesOfSequence / sizeof(float));
        var layout = new NetworkLayout
        {
            InputLength = 1,
            InputSize = 1,
            OutputLength = 1,
            OutputSize = 1,
            TargetSize = 1,
            ParameterCount = 1,
            LanesUsed = 100,
            Inputs = 0,
            InputStride = 1,
            Outputs = new StridedRows(0, 1),
            OutputGradients = new StridedRows(0, 1),
            Targets = rows / 2,
            TargetStride = 1,
            Losses = new StridedRows(0, 1),
            LossWeights = new StridedRows(0, 1),
            StateGradients = rows / 2,
            StateGradientRows = 0,
            InputGradients = 0,
            Rows = rows,
            ScratchRows = 0,
            ScratchFloats = 0,
        };
        return new WorkspacePool(layout, layout);
    }
}
