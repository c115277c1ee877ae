namespace RnnGen.Runtime;

/// <summary>The use of a caller's workspace by one call: until it ends, no other call comes near the memory.</summary>
internal readonly ref struct SoleUse
{
    private readonly ModelWorkspace? workspace;

    /// <summary>Begins the use.</summary>
    /// <param name="workspace">The caller's workspace; null where there is none, and what is used is the call's own in any case.</param>
    /// <exception cref="InvalidOperationException">Another thread is using the workspace.</exception>
    public SoleUse(ModelWorkspace? workspace)
    {
        if (workspace is not null && Interlocked.Exchange(ref workspace.InUse, 1) != 0)
        {
            throw new InvalidOperationException(
                "Another thread is using this workspace. Give each thread a workspace of its own; the model itself may be shared.");
        }

        this.workspace = workspace;
    }

    /// <summary>Ends the use.</summary>
    public void Dispose()
    {
        if (workspace is not null)
        {
            Volatile.Write(ref workspace.InUse, 0);
        }
    }
}
