using RnnGen.Generator.Loops;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning.Kernels;

/// <summary>The gates of a cell: sums of products of a vector of units, in locals that the rest of the loop's body takes up.</summary>
/// <param name="gateKernel">The gate kernel.</param>
/// <param name="gates">Gates that are summed together.</param>
/// <param name="vectors">Vectors of units that they are summed for; gates get names there.</param>
internal sealed class GateSums(GateKernel gateKernel, IReadOnlyList<ProductKernel> gates, IReadOnlyList<UnitVector> vectors)
{
    private const string Weights = "weights";
    private const string Column = "column";

    /// <summary>The locals of each gate, for each vector.</summary>
    private readonly Dictionary<(UnitVector Vector, ProductKernel Gate), string[]> sums = [];

    public static Remark Remark(GateKernel gateKernel)
    {
        string names = string.Join(", ", gateKernel.Gates.Select(static gate => GateKernel.ValueOf(gate).Name).Where(static name => name.Length > 0));
        string products = string.Join(" + ", GateKernel.Columns(gateKernel.Gates).Select(static column => $"{column.Key.Inner}"));
        string fused = gateKernel.Loop.Values.Count > 0 ? ", and what comes of them" : "";
        return new Remark($"{names}: sums of {products} products{fused}.");
    }

    public IEnumerable<Statement> Statements()
    {
        var statements = new List<Statement>();
        foreach (UnitVector vector in vectors)
        {
            foreach (ProductKernel gate in gates)
            {
                Node value = GateKernel.ValueOf(gate);
                string name = vector.Names.Name(value);
                sums.Add((vector, gate), [name, .. Enumerable.Range(1, gateKernel.SumsOf(gate, gates) - 1).Select(part => vector.Names.Part(value, part))]);
                statements.Add(new Let(name, SequenceProduct.Start(gate, vector.Index, vector: 0)));
            }
        }

        statements.AddRange(sums.Values.SelectMany(static sums => sums.Skip(1)).Select(static sum => new Let(sum, new Number(0))));
        foreach (IGrouping<(Location Source, int Inner), (ProductKernel Gate, ProductTerm Term)> column in GateKernel.Columns(gates))
        {
            statements.Add(new Gap());
            statements.Add(Scope.Of(Columns(column.Key.Source, column.Key.Inner, [.. column])));
        }

        statements.Add(new Gap());
        statements.AddRange(sums.Values.Where(static parts => parts.Length > 1).Select<string[], Statement>(static parts =>
            parts.Length == 4 ? new Set(parts[0], new Total(new(parts))) : new AddTo(parts[0], new Total(new(parts.Skip(1))))));
        return statements;
    }

    /// <param name="source">The vector.</param>
    /// <param name="inner">Its length.</param>
    /// <param name="products">The gates that it is multiplied for.</param>
    private IEnumerable<Statement> Columns(Location source, int inner, IReadOnlyList<(ProductKernel Gate, ProductTerm Term)> products)
    {
        ProductTerm first = products[0].Term;
        int chains = products.Max(product => sums[(vectors[0], product.Gate)].Length);
        int whole = inner / chains * chains;
        string[] suffixes = [.. vectors.Select(static (_, index) => index == 0 ? "" : "OfSecond")];
        foreach ((UnitVector vector, string suffix) in vectors.Zip(suffixes, static (vector, suffix) => (vector, suffix)))
        {
            LoopIndex unit = vector.Unit is { } variable && gateKernel.Loop.Units > PackedParameters.VectorUnits
                ? LoopIndex.Zero.Plus(new IndexTerm(variable, first.BlockStep, PackedParameters.VectorUnits))
                : vector.Index;
            yield return new LetReference(Weights + suffix, Reference.ToParameter(unit.Plus(first.Offset)));
        }

        if (whole > 0)
        {
            yield return For.Of("k", whole, new LoopStep(chains),
            [
                .. suffixes.Select(suffix =>
                    new LetReference(Column + suffix, Reference.ToLocal(Weights + suffix, LoopIndex.Zero.Plus("k", first.InnerStride)))),
                .. Enumerable.Range(0, chains).SelectMany(chain =>
                    Summand("v", chain, Column, chain * first.InnerStride, LoopIndex.Of("k").Plus(source.Row + chain))),
            ]);
        }

        for (int k = whole; k < inner; k++)
        {
            foreach (Statement statement in Summand("rest", k - whole, Weights, k * first.InnerStride, LoopIndex.Of(source.Row + k)))
            {
                yield return statement;
            }
        }

        IEnumerable<Statement> Summand(string name, int chain, string column, int offset, LoopIndex index)
        {
            string v = name + (chain == 0 ? "" : ((char)('A' + chain)).ToString());
            yield return new Let(v, new BroadcastRow(Reference.To(source.Origin), index));
            foreach ((UnitVector vector, string suffix) in vectors.Zip(suffixes, static (vector, suffix) => (vector, suffix)))
            {
                foreach ((ProductKernel gate, ProductTerm term) in products)
                {
                    string[] own = sums[(vector, gate)];
                    string sum = own[chain % own.Length];
                    int from = offset + term.Offset - first.Offset;
                    yield return new Set(sum, new MultiplyAddShared(
                        new Variable(v), Reference.ToLocal(column + suffix, from == 0 ? null : LoopIndex.Of(from)), 0, new Variable(sum)));
                }
            }
        }
    }
}
