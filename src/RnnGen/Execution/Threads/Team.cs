using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace RnnGen.Runtime;

/// <summary>
/// Threads that do a work together. The workers of the process form one team, which one work has at a time; whoever comes meanwhile works alone.
/// </summary>
internal sealed unsafe class Team
{
    private static readonly Team Alone = new() { Members = 1 };
    private static readonly Team Workers = new();
    private static int taken;

    private readonly List<Worker> workers = [];
    private delegate*<Team, void*, int, void> run;
    private void* work;
    private Exception? failure;
    private int arrived;
    private int meetings;

    private Team()
    {
    }

    /// <summary>How many do the work, the calling thread included.</summary>
    public int Members { get; private set; }

    /// <summary>Makes the team, so that no later call has to.</summary>
    public static void Prepare() => _ = Alone.Members;

    /// <summary>Does a work with up to a number of members; returns when all is done. Allocates nothing once there are that many workers.</summary>
    /// <returns>The work as it is at the end.</returns>
    /// <exception cref="Exception">What the first member that failed has thrown.</exception>
    public static TWork Run<TWork>(TWork work, int members)
        where TWork : struct, ITeamWork
    {
        if (members > 1 && Interlocked.CompareExchange(ref taken, 1, 0) == 0)
        {
            try
            {
                // The work lies on this thread's stack, where it stays until all members have ended.
                Workers.Run(&Part<TWork>, Unsafe.AsPointer(ref work), members);
            }
            finally
            {
                Volatile.Write(ref taken, 0);
            }
        }
        else
        {
            work.Run(Alone, member: 0);
        }

        return work;
    }

    /// <summary>Waits until every member has come here. What they wrote before is then seen by all.</summary>
    public void Meet()
    {
        if (Members == 1)
        {
            return;
        }

        int meeting = Volatile.Read(ref meetings);
        if (Interlocked.Increment(ref arrived) == Members)
        {
            arrived = 0;
            Volatile.Write(ref meetings, meeting + 1);
            return;
        }

        var spin = default(SpinWait);
        while (Volatile.Read(ref meetings) == meeting)
        {
            if (Volatile.Read(ref failure) is { } exception)
            {
                throw new OperationCanceledException("Another thread gave up.", exception);
            }

            spin.SpinOnce(sleep1Threshold: -1); // parts take microseconds to milliseconds: sleeping would take longer
        }
    }

    /// <summary>Does a member's part; what it throws is kept for the caller.</summary>
    public void Run(int member)
    {
        try
        {
            run(this, work, member);
        }
        catch (Exception exception) // whatever it is: the others must have ended before the caller hears of it
        {
            Interlocked.CompareExchange(ref failure, exception, null);
        }
    }

    private static void Part<TWork>(Team team, void* work, int member)
        where TWork : struct, ITeamWork => Unsafe.AsRef<TWork>(work).Run(team, member);

    private void Run(delegate*<Team, void*, int, void> part, void* state, int members)
    {
        while (workers.Count < members - 1)
        {
            workers.Add(new Worker(workers.Count + 1));
        }

        run = part;
        work = state;
        Members = members;
        failure = null;
        arrived = 0;
        for (int index = 0; index < members - 1; index++)
        {
            workers[index].Start(this);
        }

        Run(member: 0);
        for (int index = 0; index < members - 1; index++)
        {
            workers[index].Join();
        }

        // The team outlives the work, and must hold nothing of it: it may be of an assembly that is to be unloaded.
        run = null;
        work = null;
        Exception? thrown = failure;
        failure = null;
        if (thrown is not null)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }
    }
}
