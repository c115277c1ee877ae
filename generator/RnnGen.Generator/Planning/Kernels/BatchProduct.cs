using RnnGen.Generator.Loops;

namespace RnnGen.Generator.Planning.Kernels;

/// <summary>A matrix product for batches: a tile of rows at a time, one accumulator per row.</summary>
internal sealed class BatchProduct(ProductKernel product, Target target)
{
    private readonly TileChoice tiles = new(target);

    public IEnumerable<Statement> Statements()
    {
        int tile = tiles.Rows(product.Rows);
        int tiled = product.Rows / tile * tile;
        yield return new Remark(Summary());
        yield return tiled == tile && !tiles.IsDivisible(tile)
            ? Scope.Of(Rows(tile, 0))
            : For.Of("row", tiled, tiles.IsDivisible(tile) ? LoopStep.Tile : new LoopStep(tile), Rows(tile, null));
        if (tiled < product.Rows)
        {
            yield return new Gap();
            yield return Scope.Of(Rows(product.Rows - tiled, tiled));
        }
    }

    private string Summary()
    {
        string sums = string.Join(" + ", product.Terms.Select(term => $"{term.Products}"));
        string rows = $"{product.Rows} row{(product.Rows == 1 ? "" : "s")}, each the sum of {sums}";
        return $"{product.NamesBefore}{rows} {(product.Terms.Sum(term => term.Products) == 1 ? "product" : "products")}.";
    }

    /// <param name="rows">Rows of the tile.</param>
    /// <param name="row">The row it begins with; null for the loop's variable.</param>
    private IEnumerable<Statement> Rows(int rows, int? row)
    {
        LoopIndex first = row is { } known ? LoopIndex.Of(known) : LoopIndex.Of("row");
        return
        [
            .. Starts(rows, first),
            .. product.Terms.SelectMany(term => new Statement[] { new Gap() }.Concat(Term(term, rows, row))),
            new Gap(),
            .. Each(rows, index => new Store(Reference.To(product.Destination.Origin), first.Plus(product.Destination.Row + index), new Variable(Sum(index)))),
        ];
    }

    /// <summary>What each sum begins with.</summary>
    private IEnumerable<Statement> Starts(int rows, LoopIndex row)
    {
        if (product.Biases.Count + product.Addends.Count == 0)
        {
            return [DeclareLocals.Of(Enumerable.Range(0, rows).Select(Sum))];
        }

        // Those of tall tiles are declared outside of the condition.
        int lower = tiles.IsDivisible(rows) ? rows / 2 : rows;
        return
        [
            .. lower < rows ? new Statement[] { DeclareLocals.Of(Enumerable.Range(lower, rows - lower).Select(Sum)) } : [],
            .. Each(rows, index => index < lower ? new Let(Sum(index), Start(index, row)) : new Set(Sum(index), Start(index, row))),
        ];
    }

    /// <summary>A statement for each row of a tile, in two halves where it is divisible.</summary>
    private IEnumerable<Statement> Each(int rows, Func<int, Statement> statement)
    {
        int first = tiles.IsDivisible(rows) ? rows / 2 : rows;
        IEnumerable<Statement> lower = Enumerable.Range(0, first).Select(statement);
        return first == rows ? lower : [.. lower, new IfTilesAreTaller(first, new(Enumerable.Range(first, rows - first).Select(statement)))];
    }

    private Expression Start(int index, LoopIndex row)
    {
        IEnumerable<Reference> biases = product.Biases.Select(bias => Reference.ToParameter(row.Plus(bias + index)));
        return Operation.SumOf(
        [
            .. product.Biases.Count == 0 ? [] : new Expression[] { new BroadcastParameters(new(biases)) },
            .. product.Addends.Select(addend => new Load(Reference.To(addend.Origin), row.Plus(addend.Row + index))),
        ]);
    }

    /// <param name="term">One of the product's terms.</param>
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="row">The row it begins with; null for the loop's variable.</param>
    private IEnumerable<Statement> Term(ProductTerm term, int rows, int? row)
    {
        LoopIndex weights = TermLoops.Gate(term, term.OffsetStep).Plus(term.Offset + ((row ?? 0) * term.RowStride));
        weights = row is null ? weights.Plus("row", term.RowStride) : weights;
        LoopIndex source = TermLoops.Gate(term, term.SourceStep).Plus(term.Source.Row);
        if (term.BlockStep == 0)
        {
            return TermLoops.Of(product, term, Summands(term, rows, weights, source));
        }

        // Block by block with all its gates, which is the order in which weights lie.
        return
        [
            For.Of("block", term.Blocks, LoopStep.One,
            [
                TermLoops.Of(term, Summands(
                    term with { Inner = PackedParameters.VectorUnits },
                    rows,
                    weights.Plus("block", term.BlockStep),
                    source.Plus("block", PackedParameters.VectorUnits))),
            ]),
        ];
    }

    /// <param name="term">The term.</param>
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="weights">Where its weights begin.</param>
    /// <param name="source">The first row of the vector.</param>
    private IEnumerable<Statement> Summands(ProductTerm term, int rows, LoopIndex weights, LoopIndex source) =>
    [
        new LetReference("weights", Reference.ToParameter(weights)),
        .. term.Inner == 1 ? Column(term, rows, LoopIndex.Zero, source)
            : [For.Of("k", term.Inner, LoopStep.One, Column(term, rows, LoopIndex.Zero.Plus("k", term.InnerStride), source.Plus("k")))],
    ];

    /// <param name="term">The term.</param>
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="column">Where the weights of the summand begin.</param>
    /// <param name="source">The summand.</param>
    private IEnumerable<Statement> Column(ProductTerm term, int rows, LoopIndex column, LoopIndex source) =>
    [
        new LetReference("column", Reference.ToLocal("weights", column == LoopIndex.Zero ? null : column)),
        new Let("v", new Load(Reference.To(term.Source.Origin), source)),
        .. Each(rows, index => new Set(Sum(index), new MultiplyAddBroadcast(
            Reference.ToLocal("column", index == 0 ? null : LoopIndex.Of(index * term.RowStride)), new Variable("v"), new Variable(Sum(index))))),
    ];

    private static string Sum(int row) => $"sum{row}";
}
