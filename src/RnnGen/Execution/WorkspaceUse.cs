namespace RnnGen.Execution;

/// <summary>One call's use of a caller's workspace, to whose memory no other call may come near until this is disposed.</summary>
internal readonly ref struct WorkspaceUse
{
    private readonly ModelWorkspace workspace;

    /// <summary>Begins the use.</summary>
    /// <exception cref="InvalidOperationException">Another thread is using the workspace.</exception>
    public WorkspaceUse(ModelWorkspace workspace)
    {
        if (Interlocked.Exchange(ref workspace.InUse, 1) != 0)
        {
            throw new InvalidOperationException(
                "Another thread is using this workspace. Give each thread a workspace of its own; the model itself may be shared.");
        }

        this.workspace = workspace;
    }

    /// <summary>Ends the use.</summary>
    public void Dispose() => Volatile.Write(ref workspace.InUse, 0);
}
