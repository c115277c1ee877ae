using System.Runtime.Intrinsics;
using RnnGen.Runtime;

namespace RnnGen.Tests.Numerics;

public sealed class VectorTablesTests
{
    [Fact]
    public void Quarters_of_binades_are_looked_up_in_the_order_of_their_bits()
    {
        if (!VectorTables.AreSupported)
        {
            return;
        }

        Vector512<float> table = Vector512.Create(2f, 2.5f, 3f, 3.5f, 4f, 5f, 6f, 7f, 8f, 10f, 12f, 14f, 1f, 1.25f, 1.5f, 1.75f);
        for (float value = 1; value < 16; value += 0.125f)
        {
            float quarter = MathF.ScaleB(1, (int)Math.Log2(value) - 2);
            Assert.Equal(
                Vector512.Create(MathF.Floor(value / quarter) * quarter),
                VectorTables.LookUp(table, VectorTables.BinadeQuarter(Vector512.Create(value))));
        }
    }

    [Theory]
    [InlineData(0.5f, 0.5f)]
    [InlineData(-0.5f, -0.5f)]
    [InlineData(2f, 2f)]
    [InlineData(2.1f, 2f)]
    [InlineData(-2.1f, -2f)]
    [InlineData(float.PositiveInfinity, 2f)]
    [InlineData(float.NegativeInfinity, -2f)]
    [InlineData(float.NaN, -2f)]
    public void Magnitudes_are_limited_and_signs_kept(float value, float expected)
    {
        if (!VectorTables.AreSupported)
        {
            return;
        }

        Assert.Equal(Vector512.Create(expected), VectorTables.LimitMagnitude(Vector512.Create(value), Vector512.Create(2f)));
    }
}
