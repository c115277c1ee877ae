using System.Globalization;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Generator.Tests.Emission;

namespace RnnGen.Generator.Tests.Incrementality;

/// <summary>The same declaration gives the same bytes, whoever compiles it, where and when.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public void Two_runs_print_the_same() => AssertSame(EmissionProject.Shared.Sources, EmissionProject.Shared.Generate().Sources);

    [Fact]
    public void The_culture_does_not_matter()
    {
        IReadOnlyDictionary<string, string> expected = EmissionProject.Shared.Sources;
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = StrangeCulture();
        try
        {
            Assert.Equal("−1٫5", (-1.5).ToString(CultureInfo.CurrentCulture));
            AssertSame(expected, EmissionProject.Shared.Generate().Sources);
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
    public void Lines_end_with_a_line_feed_alone() => Assert.All(EmissionProject.Shared.Sources.Values, static text =>
    {
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Split('\n'), static line => line.EndsWith(' '));
    });

    /// <summary>Names what differs; the texts together would be too long to be read.</summary>
    private static void AssertSame(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual)
    {
        Assert.Equal(EmissionCases.Declarations.Count, expected.Keys.Count(static name => name.EndsWith("/Model.g.cs", StringComparison.Ordinal)));
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.Equal([], expected.Where(file => file.Value != actual[file.Key]).Select(static file => file.Key));
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
