using RnnGen.Generator.Differentiation;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Parameter gradients that share their rows: Σ over steps and samples of rows ⊗ [sources, 1], one matrix product after the
/// time loop. Its columns are the units of the sources side by side and, for biases, a column of ones.
/// </summary>
/// <param name="RowGradients">Where the gradient of the rows is.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">The columns, in order.</param>
/// <param name="Targets">Which columns go to which parameters.</param>
internal sealed record OuterProductPlan(
    Location RowGradients, int Rows, IReadOnlyList<OuterProductColumns> Columns, IReadOnlyList<OuterProductTarget> Targets)
{
    /// <summary>Columns are padded to a multiple of this: one 512-bit vector of floats.</summary>
    private const int Padding = 16;

    public int ColumnCount => Columns.Sum(columns => columns.Count);

    /// <summary>Columns with the padding.</summary>
    public int Width => (ColumnCount + Padding - 1) / Padding * Padding;

    public static IReadOnlyList<OuterProductPlan> Of(IReadOnlyList<ParameterGradient> parameters, IReadOnlyDictionary<Node, Location> locations)
    {
        List<OuterProductPlan> plans = [.. parameters
            .GroupBy(parameter => parameter.RowGradient)
            .Select(group => Of(locations[group.Key], group.Key.Length, [.. group], locations))
            .OrderBy(plan => plan.RowGradients.Origin.Place).ThenBy(plan => plan.RowGradients.Row)];
        var joined = new List<OuterProductPlan>();
        foreach (OuterProductPlan plan in plans)
        {
            if (joined.Count > 0 && joined[joined.Count - 1].Join(plan) is { } both)
            {
                joined[joined.Count - 1] = both;
            }
            else
            {
                joined.Add(plan);
            }
        }

        return joined;
    }

    /// <summary>Whether the other plan multiplies the same rows and columns for the same parameters.</summary>
    public bool IsLike(OuterProductPlan other) =>
        (RowGradients, Rows) == (other.RowGradients, other.Rows) && Columns.SequenceEqual(other.Columns) && Targets.SequenceEqual(other.Targets);

    private static OuterProductPlan Of(
        Location rows, int count, IReadOnlyList<ParameterGradient> parameters, IReadOnlyDictionary<Node, Location> locations)
    {
        var columns = new List<OuterProductColumns>();
        var targets = new List<OuterProductTarget>();
        foreach (ParameterGradient parameter in parameters.OrderBy(parameter => parameter.Block.Offset))
        {
            var wanted = new OuterProductColumns(parameter.Source is { } source ? locations[source] : null, parameter.Source?.Length ?? 1);
            if (!columns.Contains(wanted))
            {
                columns.Add(wanted);
            }

            int first = columns.TakeWhile(column => column != wanted).Sum(column => column.Count);
            targets.Add(new OuterProductTarget(parameter.Block.Offset, first, wanted.Count));
        }

        return new OuterProductPlan(rows, count, columns, targets);
    }

    /// <summary>One product for both, where rows and parameters lie side by side.</summary>
    private OuterProductPlan? Join(OuterProductPlan next)
    {
        bool fits = next.RowGradients == RowGradients.Shift(Rows)
            && next.Columns.SequenceEqual(Columns)
            && next.Targets.SequenceEqual(Targets.Select(target => target with { Offset = target.Offset + (Rows * target.Columns) }));
        return fits ? this with { Rows = Rows + next.Rows } : null;
    }
}

/// <summary>Some columns of an outer product.</summary>
/// <param name="Source">The vector they hold; null for a column of ones.</param>
/// <param name="Count">How many.</param>
internal sealed record OuterProductColumns(Location? Source, int Count);

/// <summary>Where columns of an outer product are added to the parameter gradient.</summary>
/// <param name="Offset">Offset of the first parameter.</param>
/// <param name="FirstColumn">First column of the product.</param>
/// <param name="Columns">Number of columns: also the distance of two rows of parameters.</param>
internal sealed record OuterProductTarget(int Offset, int FirstColumn, int Columns);
