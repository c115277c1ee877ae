namespace RnnGen.Tests.Optimizers;

public class GradientClippingTests
{
    [Fact]
    public void A_large_gradient_is_scaled_to_the_norm_and_keeps_its_direction()
    {
        float[] gradients = [3, 0, -4];
        Assert.Equal(5f, GradientClipping.ClipByNorm(gradients, 1));
        Assert.Equal(0.6f, gradients[0], 1e-6f);
        Assert.Equal(0, gradients[1]);
        Assert.Equal(-0.8f, gradients[2], 1e-6f);
    }

    [Fact]
    public void A_small_gradient_is_left_alone()
    {
        float[] gradients = [3, 0, -4];
        Assert.Equal(5f, GradientClipping.ClipByNorm(gradients, 5.1f));
        Assert.Equal([3, 0, -4], gradients);
    }

    [Fact]
    public void The_norm_of_long_gradients_is_that_of_all_of_them()
    {
        float[] gradients = [.. Enumerable.Range(1, 1001).Select(i => (float)i)];
        double expected = Math.Sqrt(Enumerable.Range(1, 1001).Sum(i => (double)i * i));
        Assert.Equal((float)expected, GradientClipping.ClipByNorm(gradients, 1));
        Assert.Equal(1, Math.Sqrt(gradients.Sum(g => (double)g * g)), 1e-6);
    }

    [Fact]
    public void A_norm_whose_square_overflows_a_float_is_clipped_too()
    {
        float[] gradients = [3e30f, 4e30f];
        Assert.Equal(5e30f, GradientClipping.ClipByNorm(gradients, 10), 1e24f);
        Assert.Equal(6f, gradients[0], 1e-5f);
        Assert.Equal(8f, gradients[1], 1e-5f);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_gradient_that_is_not_finite_is_reported_and_left_alone(float bad)
    {
        float[] gradients = [1, bad, 2];
        Assert.False(float.IsFinite(GradientClipping.ClipByNorm(gradients, 0.1f)));
        Assert.Equal([1, bad, 2], gradients);
    }

    [Fact]
    public void Values_are_limited_one_by_one()
    {
        float[] gradients = [.. Enumerable.Range(-20, 41).Select(i => i * 0.1f), float.NaN];
        float[] expected = [.. gradients.Select(g => float.IsNaN(g) ? g : Math.Clamp(g, -0.75f, 0.75f))];
        GradientClipping.ClipByValue(gradients, 0.75f);
        Assert.Equal(expected, gradients);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    public void A_limit_that_is_not_positive_is_rejected(float limit)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ClipByNorm(new float[1], limit));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientClipping.ClipByValue(new float[1], limit));
    }
}
