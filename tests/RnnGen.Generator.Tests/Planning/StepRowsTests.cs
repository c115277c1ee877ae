using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Tests.Planning;

/// <summary>Rows in terms of time: they advance evenly, or steps take turns.</summary>
public sealed class StepRowsTests
{
    [Fact]
    public void Rows_advance_with_time_or_against_it()
    {
        Assert.Equal((50, 140, 0), Of(Enumerable.Range(0, 50).Select(step => (step, 50 + (140 * step)))));
        Assert.Equal((99, -3, 0), Of(Enumerable.Range(4, 3).Reverse().Select(step => (step, 99 - (3 * step)))));
        Assert.Equal((7, 0, 0), Of(Enumerable.Range(0, 5).Select(step => (step, 7))));
        Assert.Equal((7, 0, 0), Of([(12, 7)]));
    }

    /// <summary>Whatever the first turn has left of its steps.</summary>
    [Theory]
    [MemberData(nameof(Turns))]
    public void Steps_take_turns(int steps, int period, int shift, int stride)
    {
        (int Step, int Row)[] places = [.. Enumerable.Range(0, steps).Select(step => (step, 1000 + ((step + shift) % period * stride)))];

        StepRows rows = StepRows.Of(RowKind.RowGradient, null, false, places);

        Assert.All(places, place => Assert.Equal(place.Row, rows.At(place.Step)));
    }

    public static IEnumerable<object[]> Turns =>
        from steps in (int[])[2, 3, 4, 5, 8, 9, 31]
        from period in (int[])[2, 3, 4, 7]
        from shift in Enumerable.Range(0, period)
        from stride in (int[])[1, 80, -80]
        select new object[] { steps, period, shift, stride };

    [Fact]
    public void What_does_neither_is_an_error() =>
        Assert.Throws<InvalidOperationException>(() => StepRows.Of(RowKind.Buffer, null, false, [(0, 0), (1, 5), (2, 10), (3, 11)]));

    private static (int Start, int Stride, int Period) Of(IEnumerable<(int Step, int Row)> places)
    {
        StepRows rows = StepRows.Of(RowKind.Buffer, null, false, places);
        return (rows.Start, rows.Stride, rows.Period);
    }
}
