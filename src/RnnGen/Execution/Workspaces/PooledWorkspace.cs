namespace RnnGen.Runtime;

/// <summary>A workspace that calls without one of their own take from a <see cref="WorkspacePool"/>. It holds what its calls have needed so far.</summary>
internal sealed class PooledWorkspace(NetworkLayout layout, NetworkLayout sequenceLayout) : ModelWorkspace(layout, sequenceLayout)
{
    private int taken = 1; // by whoever makes it

    /// <summary>Bytes when its pool last weighed it.</summary>
    public long KnownBytes { get; set; }

    /// <summary>Takes it unless another call has it.</summary>
    public bool TryTake() => Volatile.Read(ref taken) == 0 && Interlocked.CompareExchange(ref taken, 1, 0) == 0;

    /// <summary>Gives it back.</summary>
    public void Release() => Volatile.Write(ref taken, 0);
}
