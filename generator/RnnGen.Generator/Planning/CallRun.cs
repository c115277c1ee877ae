using RnnGen.Generator.Loops;

namespace RnnGen.Generator.Planning;

/// <summary>Calls of one method at consecutive time steps: printed as a line per call, or as a loop where they are many.</summary>
/// <param name="Method">The method.</param>
/// <param name="Step">Time step of the first call; its stride is 1 in the forward pass, −1 in the backward pass, or the other way round where a layer is reversed.</param>
/// <param name="Count">Number of calls.</param>
/// <param name="Block">Calls that are written one after the other: all of them, or those of a turn of a loop.</param>
internal sealed record CallRun(TimedMethod Method, RowSeries Step, int Count, int Block) : ISegmentRun<CallRun>
{
    /// <summary>Calls that a loop makes; the others have a line each.</summary>
    public int Looped => Block < Count ? Count / Block * Block : 0;

    /// <summary>Lines that say which step they are.</summary>
    public int Lines => Looped == 0 ? Count : Block == 1 ? 0 : Block + (Count - Looped);

    public IEnumerable<RowSeries> Series => [Step];

    public bool IsLike(CallRun other) => (Method, Count) == (other.Method, other.Count);

    public CallRun With(IReadOnlyList<RowSeries> series) => this with { Step = series[0] };

    /// <summary>The runs in a sequence of calls.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="unroll">How they are written.</param>
    public static IReadOnlyList<CallRun> Of(IEnumerable<(TimedMethod Method, int Step)> calls, UnrollChoice unroll)
    {
        var runs = new List<CallRun>();
        foreach ((TimedMethod method, int step) in calls)
        {
            CallRun? last = runs.Count > 0 ? runs[runs.Count - 1] : null;
            int ahead = last is null ? 0 : step - last.Step.At(last.Count - 1);
            if (last?.Method == method && Math.Abs(ahead) == 1 && (last.Count == 1 || ahead == last.Step.Stride))
            {
                runs[runs.Count - 1] = last with { Step = last.Step with { Stride = ahead }, Count = last.Count + 1 };
            }
            else
            {
                runs.Add(new CallRun(method, new RowSeries(step, 0, 0), 1, 1));
            }
        }

        return [.. runs.Select(run => run with { Block = unroll.Block(run.Count) })];
    }
}
