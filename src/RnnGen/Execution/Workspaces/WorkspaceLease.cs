namespace RnnGen.Runtime;

/// <summary>The workspace of one call: the caller's, or one of a pool for as long as the call lasts.</summary>
internal readonly ref struct WorkspaceLease
{
    private readonly WorkspacePool pool;
    private readonly PooledWorkspace? pooled;

    /// <param name="own">The caller's; null for one of the pool.</param>
    /// <param name="pool">The pool.</param>
    public WorkspaceLease(ModelWorkspace? own, WorkspacePool pool)
    {
        this.pool = pool;
        pooled = own is null ? pool.Take() : null;
        Workspace = own ?? pooled!;
    }

    /// <summary>The workspace.</summary>
    public ModelWorkspace Workspace { get; }

    /// <summary>Gives it back to the pool.</summary>
    public void Dispose()
    {
        if (pooled is not null)
        {
            pool.Return(pooled);
        }
    }
}
