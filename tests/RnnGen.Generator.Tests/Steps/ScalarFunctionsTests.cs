using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Tests.Steps;

public sealed class ScalarFunctionsTests
{
    /// <summary>Digits from Abramowitz and Stegun, table 7.1, and from series by hand where x is tiny.</summary>
    [Theory]
    [InlineData(nameof(Operator.Erf), 0.0, 0.0)]
    [InlineData(nameof(Operator.Erf), 0.5, 0.5204998778130465)]
    [InlineData(nameof(Operator.Erf), 1.0, 0.8427007929497149)]
    [InlineData(nameof(Operator.Erf), -1.0, -0.8427007929497149)]
    [InlineData(nameof(Operator.Erf), 2.0, 0.9953222650189527)]
    [InlineData(nameof(Operator.Erf), 3.5, 0.9999992569016276)]
    [InlineData(nameof(Operator.Erf), -10.0, -1.0)]
    [InlineData(nameof(Operator.ExpMinus1), 1e-12, 1.0000000000005e-12)]
    [InlineData(nameof(Operator.ExpMinus1), -800.0, -1.0)]
    [InlineData(nameof(Operator.ExpMinus1), 1.0, 1.718281828459045)]
    [InlineData(nameof(Operator.Softplus), -40.0, 4.248354255291589e-18)]
    [InlineData(nameof(Operator.Softplus), 0.0, 0.6931471805599453)]
    [InlineData(nameof(Operator.Softplus), 900.0, 900.0)]
    [InlineData(nameof(Operator.Sigmoid), -700.0, 9.859676543759770e-305)]
    [InlineData(nameof(Operator.Sigmoid), 900.0, 1.0)]
    [InlineData(nameof(Operator.Sigmoid), -900.0, 0.0)]
    public void Function_is_accurate_to_the_last_digits(string function, double x, double expected)
    {
        double error = 4e-15 * Math.Abs(expected);
        Assert.InRange(ScalarFunctions.Evaluate(Enum.Parse<Operator>(function), x), expected - error, expected + error);
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(9.9e-31, 0.0)]
    [InlineData(-9.9e-31, 0.0)]
    [InlineData(1e-30, 1e-30)]
    [InlineData(-1.1e-30, -1.1e-30)]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity)]
    public void What_is_below_the_threshold_is_flushed(double x, double expected) =>
        Assert.Equal(expected, ScalarFunctions.Evaluate(Operator.FlushToZero, x));

    [Fact]
    public void Another_value_may_decide_what_is_flushed()
    {
        Assert.Equal(0, ScalarFunctions.FlushToZero(5, 1e-31));
        Assert.Equal(1e-31, ScalarFunctions.FlushToZero(1e-31, 5));
        Assert.Equal(5, ScalarFunctions.FlushToZero(5, double.NaN));
    }

    [Fact]
    public void Every_function_of_one_value_hands_on_what_is_not_a_number()
    {
        foreach (Operator function in Enum.GetValues<Operator>().Where(op => op is Operator.Negate or Operator.Abs or >= Operator.Sqrt))
        {
            Assert.True(double.IsNaN(ScalarFunctions.Evaluate(function, double.NaN)), function.ToString());
        }
    }

    [Theory]
    [InlineData(nameof(Operator.Add))]
    [InlineData(nameof(Operator.MatVec))]
    public void What_takes_more_than_one_value_is_refused(string op) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ScalarFunctions.Evaluate(Enum.Parse<Operator>(op), 1));
}
