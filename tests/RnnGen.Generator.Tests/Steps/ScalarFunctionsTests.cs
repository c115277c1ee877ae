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
        Assert.InRange(Enum.Parse<Operator>(function).Row().Value!([x]), expected - error, expected + error);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-9.9e-31)]
    [InlineData(1e-300)]
    [InlineData(double.NegativeInfinity)]
    public void A_flush_is_no_part_of_the_formula(double x) => Assert.Equal(x, Operator.FlushToZero.Row().Value!([x]));

    [Fact]
    public void Every_function_of_one_value_hands_on_what_is_not_a_number()
    {
        foreach (Operator function in Enum.GetValues<Operator>().Where(static op => op.IsElementwise() && op.Row().Arity == 1))
        {
            Assert.True(double.IsNaN(function.Row().Value!([double.NaN])), function.ToString());
        }
    }
}
