using System.Globalization;

namespace RnnGen.Tests.Models;

/// <summary>What the library says is the same under every culture.</summary>
public sealed class MessageTests
{
    /// <summary>Calls that go wrong, each with a number in what is said.</summary>
    private static readonly Dictionary<string, Action> Mistakes = new()
    {
        ["a length"] = () => new Tagger().Predict(new float[1_234_567], new float[28]),
        ["another length"] = () => new Tagger().Predict(new float[21], new float[1_234_567]),
        ["a class id"] = () => new Tagger().ComputeLoss(new float[21], [0, -7, 0, 0, 0, 0, 0]),
        ["a step"] = () => new Tagger().Step(new float[2], new float[4], new Tagger.State()),
        ["a workspace"] = () => _ = new Wide.Workspace(int.MaxValue),
        ["its batch"] = () => new Tagger().Predict(new float[42], new float[56], new Tagger.Workspace(1)),
        ["an input"] = () => Fit([float.NegativeInfinity, 1], new FitOptions()),
        ["a learning rate"] = () => Fit([1, 1], new FitOptions { Optimizer = new Sgd(1.5f) }, target: 1e30f),
        ["an option"] = () => Fit([1, 1], new FitOptions { ValidationSplit = -0.5 }),
        ["an evaluation"] = () => new Forecaster(1).Evaluate(new float[24], [1, 2]),
        ["its batch size"] = () => new Forecaster(1).Evaluate(new float[24], [1], new EvaluateOptions { BatchSize = -1 }),
        ["a split"] = () => Fit([1, 1], new FitOptions { ValidationSplit = 0.25 }),
        ["a matrix"] = () => RnnGen.Runtime.ParameterInitialization.Orthogonal(new float[5], 2, 3, new RnnGen.Runtime.RandomSource(1)),
    };

    public static TheoryData<string> Names => [.. Mistakes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_culture_does_not_matter(string mistake)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            string expected = MessageOf(Mistakes[mistake]);
            Assert.Matches("[0-9]", expected);
            CultureInfo.CurrentCulture = StrangeCulture();
            Assert.Equal("\u22121\u066B5", $"{-1.5}");
            Assert.Equal(expected, MessageOf(Mistakes[mistake]));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>The first line: what follows where an exception has an actual value is .NET's own sentence about it.</summary>
    private static string MessageOf(Action act) => Assert.ThrowsAny<Exception>(act).Message.Split('\n')[0].Trim();

    private static void Fit(ReadOnlySpan<float> firstInputs, FitOptions options, float target = 0)
    {
        float[] inputs = new float[24];
        firstInputs.CopyTo(inputs);
        new Forecaster(1).Fit(inputs, new[] { target }, options);
    }

    /// <summary>As Persian and Swedish have it, and more.</summary>
    private static CultureInfo StrangeCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberDecimalSeparator = "\u066B";
        culture.NumberFormat.NumberGroupSeparator = "\u2019";
        culture.NumberFormat.NegativeInfinitySymbol = "\u2212\u221E";
        culture.NumberFormat.NaNSymbol = "\u00A4";
        return culture;
    }
}
