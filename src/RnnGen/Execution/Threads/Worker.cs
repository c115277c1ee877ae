using System.Diagnostics;

namespace RnnGen.Runtime;

/// <summary>A thread that waits for work: it spins for a moment after the last, then sleeps.</summary>
internal sealed class Worker
{
    /// <summary>How long a worker spins: longer than an optimizer's step between two batches, too short to be noticed.</summary>
    private static readonly long SpinTime = Stopwatch.Frequency / 5000; // 200 microseconds

    private readonly int member;
    private readonly object monitor = new(); // waiting and pulsing allocate nothing
    private Team? team;
    private bool asleep;

    /// <summary>Starts the thread.</summary>
    /// <param name="member">The part it does of every work.</param>
    public Worker(int member)
    {
        this.member = member;
        // Without the context of whoever happens to be first: it would live as long as the thread, and with it all that the caller's AsyncLocals hold.
        new Thread(Live) { IsBackground = true, Name = Invariant($"RnnGen worker {member}") }.UnsafeStart();
    }

    /// <summary>Gives the worker its part of a team's work.</summary>
    public void Start(Team next)
    {
        // Both sides write one field and then read the other, with a full barrier between: either the worker sees the team or we see it asleep.
        Interlocked.Exchange(ref team, next);
        if (Volatile.Read(ref asleep))
        {
            lock (monitor)
            {
                Monitor.Pulse(monitor);
            }
        }
    }

    /// <summary>Waits until the part is done.</summary>
    public void Join()
    {
        var spin = default(SpinWait);
        while (Volatile.Read(ref team) is not null)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private void Live()
    {
        while (true)
        {
            Await().Run(member);
            Volatile.Write(ref team, null);
        }
    }

    private Team Await()
    {
        long start = Stopwatch.GetTimestamp();
        var spin = default(SpinWait);
        while (true)
        {
            if (Volatile.Read(ref team) is { } next)
            {
                return next;
            }

            if (Stopwatch.GetTimestamp() - start < SpinTime)
            {
                spin.SpinOnce(sleep1Threshold: -1);
                continue;
            }

            lock (monitor)
            {
                Interlocked.Exchange(ref asleep, true);
                while (Volatile.Read(ref team) is null)
                {
                    Monitor.Wait(monitor);
                }

                Volatile.Write(ref asleep, false);
            }
        }
    }
}
