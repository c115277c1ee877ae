using RnnGen.Generator.Declarations;
using RnnGen.Generator.Differentiation;
using RnnGen.Generator.Loops;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Parameter gradients that share their rows: Σ over steps and samples of rows ⊗ sources, one matrix product after the
/// time loop, and for biases Σ of the rows alone.
/// </summary>
/// <param name="RowGradients">Where the gradient of the rows is.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="FirstRow">The first row among those of all gates.</param>
/// <param name="TotalRows">Rows of all gates.</param>
/// <param name="Sources">What the rows multiplied.</param>
/// <param name="Weights">Which source goes to which parameters.</param>
/// <param name="Biases">Offsets of the parameters that multiplied nothing.</param>
internal sealed record OuterProductPlan(
    Location RowGradients,
    int Rows,
    int FirstRow,
    int TotalRows,
    EquatableArray<OuterProductSource> Sources,
    EquatableArray<OuterProductTarget> Weights,
    EquatableArray<int> Biases,
    Target Target) : Statement
{
    /// <summary>Whether the rows are too few for a register tile: then sources are multiplied as they lie, and nothing is transposed.</summary>
    public bool IsThin => Rows < Target.OuterProductRows;

    /// <summary>
    /// Whether the sources go side by side into one product of its own, whose columns are then added to the parameters': where that takes fewer
    /// vectors than a product per source, each written where it belongs.
    /// </summary>
    public bool IsJoined => !IsThin && PackedParameters.Pad(Sources.Sum(source => source.Count)) < Sources.Sum(source => PackedParameters.Pad(source.Count));

    /// <summary>Columns of all sources, padded to whole vectors.</summary>
    public int Width => PackedParameters.Pad(FirstColumn(Sources.Count));

    /// <summary>Steps whose sources are transposed and multiplied at a time: no more than this, in runs of up to <paramref name="steps"/> steps.</summary>
    public int StepsPerBlock(int steps) => IsThin ? steps : Math.Min(steps, Math.Max(2, Target.TransposedFloats / (Math.Max(1, Width) * Target.TypicalSamples)));

    /// <summary>Rows of scratch memory for the transposed sources of two vectors of samples, one float per sample of a vector each.</summary>
    public int TransposedRows(int steps) => IsThin ? 0 : Target.SummedVectors * StepsPerBlock(steps) * Width;

    /// <summary>Rows of scratch memory for sums of row gradients, one float per sample each.</summary>
    public int SumRows => Biases.Count > 0 ? Rows : 0;

    /// <summary>Floats of scratch memory whatever the number of samples: the product.</summary>
    public int ProductFloats => IsJoined ? Rows * Width : 0;

    /// <summary>The column at which a source begins.</summary>
    public int FirstColumn(int source) =>
        Sources.Take(source).Sum(earlier => IsJoined ? earlier.Count : PackedParameters.Pad(earlier.Count));

    public static IReadOnlyList<OuterProductPlan> Of(IReadOnlyList<ParameterGradient> parameters, IReadOnlyDictionary<Node, Location> locations, Lowering lowering)
    {
        List<OuterProductPlan> plans = [.. parameters
            .GroupBy(parameter => (parameter.RowGradient, Rows: lowering.RowsOf(parameter.Block)))
            .Select(group => Of(group.Key, [.. group], locations, lowering.Target))
            .OrderBy(plan => plan.RowGradients.Origin.Place).ThenBy(plan => plan.RowGradients.Row)];
        var joined = new List<OuterProductPlan>();
        foreach (OuterProductPlan plan in plans)
        {
            if (lowering.Target.Passes.JoinedOuterProducts && joined.Count > 0 && joined[joined.Count - 1].Join(plan) is { } both)
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

    private static OuterProductPlan Of(
        (Node Gradient, (int First, int Total) Place) rows, IReadOnlyList<ParameterGradient> parameters, IReadOnlyDictionary<Node, Location> locations, Target target)
    {
        var sources = new List<OuterProductSource>();
        var weights = new List<OuterProductTarget>();
        var biases = new List<int>();
        foreach (ParameterGradient parameter in parameters.OrderBy(parameter => parameter.Block.Offset))
        {
            if (parameter.Source is not { } node)
            {
                biases.Add(parameter.Block.Offset);
                continue;
            }

            var source = new OuterProductSource(locations[node], node.Length);
            if (!sources.Contains(source))
            {
                sources.Add(source);
            }

            weights.Add(new OuterProductTarget(parameter.Block.Offset, sources.IndexOf(source), source.Count));
        }

        return new OuterProductPlan(locations[rows.Gradient], rows.Gradient.Length, rows.Place.First, rows.Place.Total, new(sources), new(weights), new(biases), target);
    }

    /// <summary>One product for both, where rows and parameters lie side by side.</summary>
    private OuterProductPlan? Join(OuterProductPlan next)
    {
        bool fits = next.RowGradients == RowGradients.Shift(Rows)
            && (next.FirstRow, next.TotalRows) == (FirstRow + Rows, TotalRows)
            && next.Sources.SequenceEqual(Sources)
            && next.Weights.SequenceEqual(Weights.Select(target => target with { Offset = target.Offset + (Rows * target.Columns) }))
            && next.Biases.SequenceEqual(Biases.Select(offset => offset + Rows));
        return fits ? this with { Rows = Rows + next.Rows } : null;
    }
}

/// <summary>A vector that rows multiplied.</summary>
/// <param name="Location">Where it is.</param>
/// <param name="Count">Its length.</param>
internal sealed record OuterProductSource(Location Location, int Count);

/// <summary>The parameters that a source multiplied.</summary>
/// <param name="Offset">Offset of the first parameter.</param>
/// <param name="Source">Index of the source.</param>
/// <param name="Columns">Its length: also the distance of two rows of parameters.</param>
internal sealed record OuterProductTarget(int Offset, int Source, int Columns);
