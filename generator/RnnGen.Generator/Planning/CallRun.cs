using RnnGen.Generator.Loops;

namespace RnnGen.Generator.Planning;

/// <summary>Calls of one method whose arguments advance evenly: printed as a line per call, or as a loop where they are many.</summary>
/// <param name="Method">The method.</param>
/// <param name="FirstParameter">Offset of the first parameter that the calls read.</param>
/// <param name="Step">Time step of the first call; its stride is 1 on the way forward, −1 on the way back.</param>
/// <param name="Count">Number of calls.</param>
/// <param name="Arguments">The rows handed to the method.</param>
internal sealed record CallRun(EmittedMethod Method, int FirstParameter, RowSeries Step, int Count, IReadOnlyList<RunArgument> Arguments) : ISegmentRun<CallRun>
{
    public IEnumerable<RowSeries> Series => [Step, .. Arguments.Select(argument => argument.Rows)];

    public bool IsLike(CallRun other) => (Method, FirstParameter, Count) == (other.Method, other.FirstParameter, other.Count);

    public CallRun With(IReadOnlyList<RowSeries> series) => this with
    {
        Step = series[0],
        Arguments = [.. Arguments.Select((argument, index) => argument with { Rows = series[index + 1] })],
    };
}

/// <summary>One argument of the calls of a run.</summary>
internal sealed record RunArgument(Origin Origin, RowSeries Rows);
