using RnnGen.Generator.Loops;

namespace RnnGen.Generator.Planning;

/// <summary>Steps whose outer products one call sums.</summary>
/// <param name="Method">The method.</param>
/// <param name="FirstParameter">Offset of the first parameter whose gradient it adds to.</param>
/// <param name="Count">Number of steps.</param>
/// <param name="Arguments">The rows handed to the method.</param>
internal sealed record OuterProductRun(EmittedMethod Method, int FirstParameter, int Count, IReadOnlyList<OuterProductArgument> Arguments)
    : ISegmentRun<OuterProductRun>
{
    public IEnumerable<RowSeries> Series => Arguments.Select(static argument => argument.Step);

    public bool IsLike(OuterProductRun other) => (Method, FirstParameter, Count) == (other.Method, other.FirstParameter, other.Count)
        && Arguments.Zip(other.Arguments, static (one, another) => (one.Rows, one.Stride) == (another.Rows, another.Stride)).All(static alike => alike);

    public OuterProductRun With(IReadOnlyList<RowSeries> series) => this with
    {
        Arguments = [.. Arguments.Select((argument, index) => argument with { Step = series[index] })],
    };

    /// <summary>The runs in a sequence of calls, in order of time.</summary>
    public static IReadOnlyList<OuterProductRun> Of(IReadOnlyList<KernelCall> calls)
    {
        var runs = new List<OuterProductRun>();
        for (int first = 0; first < calls.Count;)
        {
            int count = 1;
            while (first + count < calls.Count && Continues(calls, first, count))
            {
                count++;
            }

            KernelCall call = calls[first];
            runs.Add(new OuterProductRun(call.Kernel, call.Method.FirstParameter, count, [.. call.Kernel.Origins.Select((origin, argument) => new OuterProductArgument(
                origin,
                call.Rows[argument].Rows,
                new RowSeries(call.Rows[argument].Step, 0, 0),
                count > 1 ? Row(calls[first + 1], argument) - Row(call, argument) : 0))]));
            first += count;
        }

        return runs;
    }

    private static bool Continues(IReadOnlyList<KernelCall> calls, int first, int count)
    {
        (KernelCall start, KernelCall second, KernelCall next) = (calls[first], calls[first + 1], calls[first + count]);
        return next.Kernel == start.Kernel && next.Method.FirstParameter == start.Method.FirstParameter
            && Enumerable.Range(0, start.Rows.Length).All(argument => Row(next, argument) - Row(start, argument) == count * (Row(second, argument) - Row(start, argument)));
    }

    private static int Row(KernelCall call, int argument) => call.Rows[argument].Rows.At(call.Rows[argument].Step);
}

/// <summary>An argument of such a call.</summary>
/// <param name="Origin">Which.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Step">At which step they are at the first.</param>
/// <param name="Stride">How many rows two steps are apart.</param>
internal sealed record OuterProductArgument(Origin Origin, StepRows Rows, RowSeries Step, int Stride);
