using RnnGen.Numerics;

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
                int next = 0;
                for (int part = 0; part < parts; part++)
                {
                    (int first, int count) = new RowShare(part, parts).Of(rows);
                    Assert.True(count >= 0);
                    Assert.Equal(0, count > 0 ? first % 8 : 0);
                    Assert.Equal(next, count > 0 ? first : next);
                    next += count;
                }

                Assert.Equal(rows, next);
            }
        }
    }

    [Fact]
    public void Parts_differ_by_one_tile_at_most()
    {
        Assert.Equal((0, 8), new RowShare(0, 3).Of(32));
        Assert.Equal((8, 8), new RowShare(1, 3).Of(32));
        Assert.Equal((16, 16), new RowShare(2, 3).Of(32));
        Assert.Equal((0, 29), RowShare.Whole.Of(29));
    }

    [Fact]
    public void A_part_that_does_not_exist_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RowShare(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RowShare(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RowShare(2, 2));
    }
}
