using RnnGen.Generator.Planning;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the gates of a cell: sums of products of a vector of units, in variables that the rest of the loop's body takes up.</summary>
internal sealed class CellText(CodeWriter code, LayerPlan plan, CellKernel cell)
{
    public CellKernel Kernel => cell;

    /// <summary>The head of a loop whose units a step takes in the order of the last one or in the reverse.</summary>
    public string LoopEitherWay => $"for (int next = 0; next < {PaddedUnits}; next += TLanes.Pitch)";

    /// <summary>The unit that such a loop is at.</summary>
    public string UnitEitherWay => $"int unit = reversed ? {PaddedUnits} - TLanes.Pitch - next : next;";

    /// <summary>The head of a loop over two vectors at a time.</summary>
    public string LoopOverTwo => $"for (int unit = 0; unit < {PaddedUnits}; unit += 2 * TLanes.Pitch)";

    /// <summary>The second one.</summary>
    public const string Second = "int second = unit + TLanes.Pitch;";

    private string PaddedUnits => Literal.Of(PackedParameters.Pad(cell.Loop.Units));

    public void PrintComment()
    {
        string names = string.Join(", ", cell.Gates.Select(static gate => CellKernel.ValueOf(gate).Name).Where(static name => name.Length > 0));
        string products = string.Join(" + ", CellKernel.Columns(cell.Gates).Select(static column => Literal.Of(column.Key.Inner)));
        code.Line($"// {names}: sums of {products} products{(cell.Loop.Values.Count > 0 ? ", and what comes of them" : "")}. The weights of {Literal.Of(PackedParameters.VectorUnits)} units lie as [product][gate][unit].");
    }

    /// <summary>Declares which order a step takes.</summary>
    public void PrintOrder() =>
        code.Line($"bool reversed = (({OriginNames.Argument(plan.Layer, new Origin(Place.Frame))} / {Literal.Of(PackedParameters.Pad(plan.General.FrameRows))}) & 1) != 0;");

    /// <param name="gates">Gates that are summed together.</param>
    /// <param name="vectors">Vectors of units that they are summed for; gates get names there.</param>
    public void PrintGates(IReadOnlyList<ProductKernel> gates, IReadOnlyList<UnitVector> vectors)
    {
        var sums = new Dictionary<(UnitVector Vector, ProductKernel Gate), string[]>();
        foreach (UnitVector vector in vectors)
        {
            foreach (ProductKernel gate in gates)
            {
                Node value = CellKernel.ValueOf(gate);
                string name = vector.Names.Name(value);
                sums.Add((vector, gate), [name, .. Enumerable.Range(1, cell.SumsOf(gate, gates) - 1).Select(part => vector.Names.Part(value, part))]);
                code.Line($"TLanes {name} = {UnitSums.Start(plan.Layer, gate, 0, vector.Unit)};");
            }
        }

        foreach (string sum in sums.Values.SelectMany(static sums => sums.Skip(1)))
        {
            code.Line($"TLanes {sum} = TLanes.Broadcast(0f);");
        }

        foreach (IGrouping<(Location Source, int Inner), (ProductKernel Gate, ProductTerm Term)> column in CellKernel.Columns(gates))
        {
            code.Line();
            using (code.Block())
            {
                PrintColumns(column.Key.Source, column.Key.Inner, [.. column], vectors, sums);
            }
        }

        code.Line();
        foreach (string[] parts in sums.Values.Where(static parts => parts.Length > 1))
        {
            code.Line(parts.Length == 4 ? $"{parts[0]} = ({parts[0]} + {parts[1]}) + ({parts[2]} + {parts[3]});" : $"{parts[0]} += {string.Join(" + ", parts.Skip(1))};");
        }
    }

    /// <param name="source">The vector.</param>
    /// <param name="inner">Its length.</param>
    /// <param name="products">The gates that it is multiplied for.</param>
    /// <param name="vectors">The vectors of units.</param>
    /// <param name="sums">The sums of each gate.</param>
    private void PrintColumns(
        Location source,
        int inner,
        IReadOnlyList<(ProductKernel Gate, ProductTerm Term)> products,
        IReadOnlyList<UnitVector> vectors,
        Dictionary<(UnitVector Vector, ProductKernel Gate), string[]> sums)
    {
        ProductTerm first = products[0].Term;
        int chains = products.Max(product => sums[(vectors[0], product.Gate)].Length);
        int whole = inner / chains * chains;
        string[] origins = [.. vectors.Select(static (_, index) => index == 0 ? "" : "OfSecond")];
        for (int vector = 0; vector < vectors.Count; vector++)
        {
            string unit = vectors[vector].Unit;
            string block = cell.Loop.Units <= PackedParameters.VectorUnits ? unit : TermLoops.InBlocks(unit, first.BlockStep);
            code.Line($"ref float weights{origins[vector]} = ref At(ref p, {Literal.Sum(first.Offset, block)});");
        }

        if (whole > 0)
        {
            using (code.Block(UnitSums.Loop(whole, chains)))
            {
                foreach (string origin in origins)
                {
                    code.Line($"ref float column{origin} = ref At(ref weights{origin}, {Literal.Times("k", first.InnerStride)});");
                }

                for (int chain = 0; chain < chains; chain++)
                {
                    PrintSummand("v", chain, "column", chain * first.InnerStride, Literal.Sum(source.Row + chain, "k"));
                }
            }
        }

        for (int k = whole; k < inner; k++)
        {
            PrintSummand("rest", k - whole, "weights", k * first.InnerStride, Literal.Of(source.Row + k));
        }

        void PrintSummand(string name, int chain, string column, int offset, string index)
        {
            string v = name + (chain == 0 ? "" : ((char)('A' + chain)).ToString());
            code.Line($"TLanes {v} = TLanes.Broadcast(ref {Reference(source)}, {index});");
            for (int vector = 0; vector < vectors.Count; vector++)
            {
                foreach ((ProductKernel gate, ProductTerm term) in products)
                {
                    string[] own = sums[(vectors[vector], gate)];
                    string sum = own[chain % own.Length];
                    int from = offset + term.Offset - first.Offset;
                    string weight = column + origins[vector];
                    code.Line($"{sum} = TLanes.MultiplyAdd({v}, ref {(from == 0 ? weight : $"At(ref {weight}, {Literal.Of(from)})")}, 0, {sum});");
                }
            }
        }
    }

    private string Reference(Location location) => OriginNames.Reference(plan.Layer, location.Origin);
}
