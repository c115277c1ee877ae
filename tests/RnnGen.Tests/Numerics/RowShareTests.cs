using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

public sealed class RowShareTests
{
    [Fact]
    public void Every_row_belongs_to_exactly_one_part()
    {
        for (int parts = 1; parts <= 5; parts++)
        {
            for (int rows = 0; rows <= 100; rows++)
            {
                Assert.Equal(Enumerable.Range(0, rows), Enumerable.Range(0, parts).SelectMany(part => Rows(new RowShare(part, parts), rows, 0, rows)));
            }
        }
    }

    [Fact]
    public void However_rows_are_grouped_each_belongs_to_the_same_part()
    {
        for (int part = 0; part < 3; part++)
        {
            var share = new RowShare(part, 3);
            (int First, int Count)[] groups = [(0, 20), (20, 1), (21, 40), (61, 39)];
            Assert.Equal(Rows(share, 100, 0, 100), groups.SelectMany(group => Rows(share, 100, group.First, group.Count)));
        }
    }

    [Fact]
    public void Parts_differ_by_one_tile_at_most()
    {
        Assert.Equal(new RowRange(0, 8), new RowShare(0, 3).Of(32, 0, 32));
        Assert.Equal(new RowRange(8, 8), new RowShare(1, 3).Of(32, 0, 32));
        Assert.Equal(new RowRange(16, 16), new RowShare(2, 3).Of(32, 0, 32));
        Assert.Equal(new RowRange(0, 29), RowShare.Whole.Of(29, 0, 29));
    }

    [Fact]
    public void A_part_that_does_not_exist_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RowShare(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RowShare(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RowShare(2, 2));
    }

    private static IEnumerable<int> Rows(RowShare share, int total, int first, int count)
    {
        RowRange rows = share.Of(total, first, count);
        return Enumerable.Range(first + rows.First, rows.Count);
    }
}
