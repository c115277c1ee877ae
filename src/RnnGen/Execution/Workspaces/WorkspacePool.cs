namespace RnnGen.Runtime;

/// <summary>
/// The workspaces of calls that bring none. A call takes one that is free and gives it back at its end; a new one is made only where others are at work in all there
/// are. Between calls the pool keeps workspaces of <see cref="MostKeptBytes"/> altogether; what is larger, or comes later, is kept until the next full
/// garbage collection. Taking and giving back allocates nothing and costs one interlocked operation.
/// </summary>
internal sealed class WorkspacePool
{
    /// <summary>Most workspaces at a time; calls beyond, on so many threads at once, make one for themselves.</summary>
    public static readonly int MostWorkspaces = Math.Max(64, 4 * Environment.ProcessorCount);

    /// <summary>Bytes that a pool keeps whatever happens: 32 MB, less where the process may have less than half a gigabyte.</summary>
    public static readonly long MostKeptBytes = Math.Min(32L << 20, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 16);

    private readonly NetworkLayout layout;
    private readonly NetworkLayout sequenceLayout;
    private readonly Lock change = new();
    private Place[] places = [];

    /// <summary>An empty pool.</summary>
    /// <param name="layout">The model's sizes and places for batches.</param>
    /// <param name="sequenceLayout">The same for one sequence.</param>
    public WorkspacePool(NetworkLayout layout, NetworkLayout sequenceLayout)
    {
        this.layout = layout;
        this.sequenceLayout = sequenceLayout;
    }

    /// <summary>Bytes of all workspaces that are alive.</summary>
    public long Bytes => Volatile.Read(ref places).Sum(place => place.Workspace?.Bytes ?? 0);

    /// <summary>A workspace that nobody else has until it is given back.</summary>
    public PooledWorkspace Take()
    {
        Place[] all = Volatile.Read(ref places);
        // Threads on different processors begin at different places, so that they seldom want the same.
        int first = all.Length > 1 ? (int)((uint)Thread.GetCurrentProcessorId() % (uint)all.Length) : 0;
        for (int index = 0; index < all.Length; index++)
        {
            int next = first + index;
            if (all[next < all.Length ? next : next - all.Length].Workspace is { } workspace && workspace.TryTake())
            {
                return workspace;
            }
        }

        return Add();
    }

    /// <summary>Takes a workspace back.</summary>
    public void Return(PooledWorkspace workspace)
    {
        if (workspace.Bytes != workspace.KnownBytes)
        {
            Weigh(workspace);
        }

        workspace.Release();
    }

    private PooledWorkspace Add()
    {
        var workspace = new PooledWorkspace(layout, sequenceLayout);
        lock (change)
        {
            // Places whose workspaces are gone are given up first.
            Place[] alive = Array.FindAll(places, static place => place.Workspace is not null);
            Volatile.Write(ref places, alive.Length < MostWorkspaces ? [.. alive, new Place(workspace)] : alive);
        }

        return workspace;
    }

    /// <summary>Decides anew whether a workspace that has grown is kept whatever happens.</summary>
    private void Weigh(PooledWorkspace workspace)
    {
        workspace.KnownBytes = workspace.Bytes;
        lock (change)
        {
            // A loop, because it is part of a model's first call: LINQ would be an assembly more to load, and its methods to compile.
            Place? own = null;
            long others = 0;
            foreach (Place place in places)
            {
                if (place.Workspace == workspace)
                {
                    own = place;
                }
                else
                {
                    others += place.KeptBytes;
                }
            }

            own?.Keep(others + workspace.KnownBytes <= MostKeptBytes ? workspace : null);
        }
    }

    /// <summary>Where a workspace is found.</summary>
    private sealed class Place(PooledWorkspace workspace)
    {
        private readonly WeakReference<PooledWorkspace> weakly = new(workspace);
        private PooledWorkspace? kept;

        /// <summary>The workspace; null where it was not kept and a garbage collection has taken it.</summary>
        public PooledWorkspace? Workspace => Volatile.Read(ref kept) ?? (weakly.TryGetTarget(out PooledWorkspace? alive) ? alive : null);

        /// <summary>Bytes that are kept whatever happens.</summary>
        public long KeptBytes => kept?.KnownBytes ?? 0;

        /// <summary>Keeps the workspace whatever happens; with null, leaves it to the garbage collector.</summary>
        public void Keep(PooledWorkspace? itself) => Volatile.Write(ref kept, itself);
    }
}
