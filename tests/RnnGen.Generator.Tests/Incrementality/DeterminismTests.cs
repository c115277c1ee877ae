using System.Globalization;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Generator.Tests.Emission;

namespace RnnGen.Generator.Tests.Incrementality;

/// <summary>The same declaration gives the same bytes, whoever compiles it, where and when.</summary>
public sealed class DeterminismTests
{
    [Theory]
    [MemberData(nameof(EmissionCases.All), MemberType = typeof(EmissionCases))]
    public void Two_runs_print_the_same(string declaration) =>
        Assert.Equal(Print(declaration), Print(declaration));

    [Theory]
    [MemberData(nameof(EmissionCases.All), MemberType = typeof(EmissionCases))]
    public void The_culture_does_not_matter(string declaration)
    {
        IReadOnlyDictionary<string, string> expected = Print(declaration);
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = StrangeCulture();
        try
        {
            Assert.Equal("−1٫5", (-1.5).ToString(CultureInfo.CurrentCulture));
            Assert.Equal(expected, Print(declaration));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_place_of_the_source_and_its_neighbours_do_not_matter()
    {
        const string Declaration = "using RnnGen; namespace A.B; [RnnModel(4, 2)] [Lstm(3)] [Dense(1)] public partial class Model;";
        IReadOnlyDictionary<string, string> expected = TestCompilation.Create(("/home/a/Model.cs", Declaration)).Generate(new RnnModelGenerator()).Sources;

        IReadOnlyDictionary<string, string> elsewhere = TestCompilation.Create(
            ("C:\\b\\Program.cs", "using RnnGen; namespace A; [RnnModel(9, 1)] [Gru(3)] [Dense(1)] public partial class Model;"),
            ("C:\\b\\Model.cs", Declaration)).Generate(new RnnModelGenerator()).Sources;

        Assert.NotEmpty(expected);
        Assert.All(expected, file => Assert.Equal(file.Value, elsewhere[file.Key]));
        Assert.Equal(2 * expected.Count, elsewhere.Count);
    }

    [Fact]
    public void Lines_end_with_a_line_feed_alone()
    {
        foreach (string declaration in EmissionCases.All)
        {
            Assert.All(Print(declaration).Values, static text =>
            {
                Assert.DoesNotContain('\r', text);
                Assert.EndsWith("}\n", text, StringComparison.Ordinal);
                Assert.DoesNotContain(text.Split('\n'), static line => line.EndsWith(' '));
            });
        }
    }

    private static IReadOnlyDictionary<string, string> Print(string declaration)
    {
        IReadOnlyDictionary<string, string> sources = EmissionCases.Compile(declaration).Generate(new RnnModelGenerator()).Sources;
        Assert.NotEmpty(sources);
        return sources;
    }

    // A minus sign that is not C#'s, as in Swedish; another decimal separator; groups and lists of their own.
    private static CultureInfo StrangeCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "−";
        culture.NumberFormat.NumberDecimalSeparator = "٫";
        culture.NumberFormat.NumberGroupSeparator = "’";
        culture.NumberFormat.PositiveInfinitySymbol = "∞";
        culture.TextInfo.ListSeparator = ";";
        return culture;
    }
}
