using RnnGen.Generator.Loops;

namespace RnnGen.Generator.Planning.Kernels;

/// <summary>
/// A matrix product for single sequences: vectors of rows, summands two at a time into sums of their own, so that enough
/// multiply–adds are under way at once.
/// </summary>
internal sealed class SequenceProduct(ProductKernel product, Target target)
{
    public IEnumerable<Statement> Statements() => product.IsDotProduct ? DotProduct() : Tiles();

    /// <summary>What a vector of rows begins with: biases, and what has arrived before.</summary>
    /// <param name="product">The product.</param>
    /// <param name="row">The row that a tile begins with.</param>
    /// <param name="vector">Which of its vectors it is.</param>
    public static Expression Start(ProductKernel product, LoopIndex row, int vector) =>
        Operation.SumOf(
        [
            .. product.Biases.Select(bias => new LoadShared(Reference.ToParameter(row.Plus(bias)), LoopIndex.Of(vector))),
            .. product.Addends.Select(addend => new Load(Reference.To(addend.Origin, row.Plus(addend.Row)), LoopIndex.Of(vector))),
        ]);

    private Remark Summary(string rows) =>
        new($"{product.NamesBefore}{rows} the sum of {string.Join(" + ", product.Terms.Select(term => $"{term.Products}"))} products.");

    private IEnumerable<Statement> DotProduct()
    {
        yield return Summary("1 row,");
        yield return Scope.Of(
        [
            new Let(Sum(0, 0), Start(product, LoopIndex.Zero, 0)),
            .. product.Terms.Select(term => TermLoops.Of(product, term,
                [
                    new AddTo(Sum(0, 0), new Dot(
                        Reference.ToParameter(TermLoops.Gate(term, term.OffsetStep).Plus(term.Offset)),
                        Reference.To(term.Source.Origin, TermLoops.Gate(term, term.SourceStep).Plus(term.Source.Row)),
                        term.Inner)),
                ])).SelectMany(static statements => statements),
            new Store(Reference.To(product.Destination.Origin, LoopIndex.Of(product.Destination.Row)), LoopIndex.Zero, new Variable(Sum(0, 0))),
        ]);
    }

    private IEnumerable<Statement> Tiles()
    {
        yield return Summary($"{product.Rows} rows with padding, each");
        var step = new LoopStep(target.TileVectors, LoopUnit.Vector);
        var tiles = new For("row", product.Rows, step, new(Tile(target.TileVectors))) { Continues = true, WholeSteps = true };
        var vectors = new For("row", product.Rows, LoopStep.Vector, new(Tile(1))) { Continues = true };
        yield return Scope.Of(
        [
            new Counter("row"),
            .. product.Rows <= PackedParameters.VectorUnits ? new Statement[] { vectors }
                // Whole tiles at every vector width.
                : product.Rows % (target.TileVectors * PackedParameters.VectorUnits) == 0 ? [tiles]
                : [tiles, new Gap(), vectors],
        ]);
    }

    private IEnumerable<Statement> Tile(int vectors)
    {
        // One vector alone needs more sums of its own than a tile of four.
        int chains = vectors == 1 ? target.VectorChains : target.TileChains;
        LoopIndex row = LoopIndex.Of("row");
        return
        [
            .. Enumerable.Range(0, vectors).Select(vector => new Let(Sum(vector, 0), Start(product, row, vector))),
            .. Enumerable.Range(0, vectors).SelectMany(vector => Enumerable.Range(1, chains - 1).Select(chain => new Let(Sum(vector, chain), new Number(0)))),
            .. product.Terms.SelectMany(term => new Statement[] { new Gap() }.Concat(TermLoops.Of(product, term, Term(term, vectors, chains)))),
            new Gap(),
            .. Enumerable.Range(0, vectors).Select(vector => new Store(
                Reference.To(product.Destination.Origin, row.Plus(product.Destination.Row)),
                LoopIndex.Of(vector),
                new Total(new(Enumerable.Range(0, chains).Select(chain => Sum(vector, chain)))))),
        ];
    }

    private static IEnumerable<Statement> Term(ProductTerm term, int vectors, int chains)
    {
        int whole = term.Inner / chains * chains;
        LoopIndex source = TermLoops.Gate(term, term.SourceStep).Plus(term.Source.Row);
        yield return new LetReference("weights", Reference.ToParameter(TermLoops.Gate(term, term.OffsetStep).Plus(term.Offset).Plus(Row(term))));
        if (whole > 0)
        {
            yield return For.Of("k", whole, new LoopStep(chains),
            [
                new LetReference("column", Reference.ToLocal("weights", LoopIndex.Zero.Plus("k", term.InnerStride))),
                .. Enumerable.Range(0, chains).SelectMany(chain =>
                    Summand(term, vectors, "v", chain, "column", chain * term.InnerStride, source.Plus(chain).Plus("k"))),
            ]);
        }

        for (int k = whole; k < term.Inner; k++)
        {
            foreach (Statement statement in Summand(term, vectors, "rest", k - whole, "weights", k * term.InnerStride, source.Plus(k)))
            {
                yield return statement;
            }
        }
    }

    /// <summary>Where a row's weights begin: tiles are matrices of their own, and narrow vectors take a tile in several goes.</summary>
    private static IndexTerm Row(ProductTerm term) => term.RowStride == 1
        ? new IndexTerm("row", 1)
        : new IndexTerm("row", PackedParameters.TileRows * term.RowStride, PackedParameters.TileRows);

    private static IEnumerable<Statement> Summand(ProductTerm term, int vectors, string name, int chain, string weights, int offset, LoopIndex source)
    {
        string v = name + Letter(chain);
        yield return new Let(v, new BroadcastRow(Reference.To(term.Source.Origin), source));
        for (int vector = 0; vector < vectors; vector++)
        {
            string sum = Sum(vector, chain);
            yield return new Set(sum, new MultiplyAddShared(
                new Variable(v), Reference.ToLocal(weights, offset == 0 ? null : LoopIndex.Of(offset)), vector, new Variable(sum)));
        }
    }

    private static string Sum(int vector, int chain) => $"sum{vector}{Letter(chain)}";

    private static string Letter(int chain) => chain == 0 ? "" : ((char)('a' + chain)).ToString();
}
