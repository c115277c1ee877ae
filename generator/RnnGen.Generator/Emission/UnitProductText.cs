using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>
/// Prints a matrix product for single sequences: vectors of rows, summands two at a time into sums of their own, so that enough
/// multiply–adds are under way at once.
/// </summary>
internal sealed class UnitProductText(CodeWriter code, LayerPlan plan, Target target)
{
    public void Print(ProductKernel product)
    {
        if (product.IsDotProduct)
        {
            PrintDotProduct(product);
            return;
        }

        code.Line($"// {Names(product)}{Literal.Count(product.Rows, "row")} with padding, each the sum of {string.Join(" + ", product.Terms.Select(term => Literal.Of(term.Products)))} products.");
        using (code.Block())
        {
            code.Line("int row = 0;");
            int tiles = target.TileVectors * PackedParameters.Pad(1);
            if (product.Rows > PackedParameters.Pad(1))
            {
                using (code.Block($"for (; row + ({target.TileVectors} * TLanes.Pitch) <= {Literal.Of(product.Rows)}; row += {target.TileVectors} * TLanes.Pitch)"))
                {
                    PrintTile(product, target.TileVectors);
                }

                if (product.Rows % tiles == 0)
                {
                    // Whole tiles at every vector width.
                    return;
                }

                code.Line();
            }

            using (code.Block($"for (; row < {Literal.Of(product.Rows)}; row += TLanes.Pitch)"))
            {
                PrintTile(product, 1);
            }
        }
    }

    private void PrintDotProduct(ProductKernel product)
    {
        code.Line($"// {Names(product)}1 row, the sum of {string.Join(" + ", product.Terms.Select(term => Literal.Of(term.Products)))} products.");
        using (code.Block())
        {
            code.Line($"TLanes sum0 = {UnitSums.Start(plan.Layer, product, 0, "0")};");
            foreach (ProductTerm term in product.Terms)
            {
                using (TermLoops.Block(code, product, term))
                {
                    code.Line($"sum0 += global::RnnGen.Runtime.UnitReduction.Dot<TLanes>(ref At(ref p, {TermLoops.Offset(term.Offset, "0", term.OffsetStep, term)}), ref At(ref {Reference(term.Source)}, {TermLoops.Offset(term.Source.Row, "0", term.SourceStep, term)}), {Literal.Of(term.Inner)});");
                }
            }

            code.Line($"TLanes.Store(ref At(ref {Reference(product.Destination)}, {Literal.Of(product.Destination.Row)}), 0, sum0);");
        }
    }

    private static string Names(ProductKernel product)
    {
        string names = string.Join(", ", product.Nodes.Select(node => node.Name).Where(name => name.Length > 0));
        return names.Length > 0 ? names + ": " : "";
    }

    private void PrintTile(ProductKernel product, int vectors)
    {
        for (int vector = 0; vector < vectors; vector++)
        {
            code.Line($"TLanes {Sum(vector, 0)} = {UnitSums.Start(plan.Layer, product, vector, "row")};");
        }

        // One vector alone needs more sums of its own than a tile of four.
        int chains = vectors == 1 ? target.VectorChains : target.TileChains;
        for (int vector = 0; vector < vectors; vector++)
        {
            for (int chain = 1; chain < chains; chain++)
            {
                code.Line($"TLanes {Sum(vector, chain)} = TLanes.Broadcast(0f);");
            }
        }

        foreach (ProductTerm term in product.Terms)
        {
            code.Line();
            PrintTerm(product, term, vectors, chains);
        }

        code.Line();
        for (int vector = 0; vector < vectors; vector++)
        {
            string total = chains == 2
                ? $"{Sum(vector, 0)} + {Sum(vector, 1)}"
                : $"({Sum(vector, 0)} + {Sum(vector, 1)}) + ({Sum(vector, 2)} + {Sum(vector, 3)})";
            code.Line($"TLanes.Store(ref At(ref {Reference(product.Destination)}, {Literal.Of(product.Destination.Row)} + row), {Literal.Of(vector)}, {total});");
        }
    }

    private void PrintTerm(ProductKernel product, ProductTerm term, int vectors, int chains)
    {
        int whole = term.Inner / chains * chains;
        using (TermLoops.Block(code, product, term))
        {
            code.Line($"ref float weights = ref At(ref p, {TermLoops.Offset(term.Offset, Row(term), term.OffsetStep, term)});");
            if (whole > 0)
            {
                using (code.Block(UnitSums.Loop(whole, chains)))
                {
                    code.Line($"ref float column = ref At(ref weights, {Literal.Times("k", term.InnerStride)});");
                    for (int chain = 0; chain < chains; chain++)
                    {
                        PrintSummand(term, vectors, "v", chain, "column", chain * term.InnerStride, TermLoops.Offset(term.Source.Row + chain, "k", term.SourceStep, term));
                    }
                }
            }

            for (int k = whole; k < term.Inner; k++)
            {
                PrintSummand(term, vectors, "rest", k - whole, "weights", k * term.InnerStride, TermLoops.Offset(term.Source.Row + k, "0", term.SourceStep, term));
            }
        }
    }

    /// <summary>Where a row's weights begin: tiles are matrices of their own, and narrow vectors take a tile in several goes.</summary>
    private static string Row(ProductTerm term) => term.RowStride == 1
        ? "row"
        : $"((row & -{Literal.Of(PackedParameters.TileRows)}) * {Literal.Of(term.RowStride)}) + (row & {Literal.Of(PackedParameters.TileRows - 1)})";

    private void PrintSummand(ProductTerm term, int vectors, string name, int chain, string weights, int offset, string source)
    {
        string v = name + (chain == 0 ? "" : ((char)('a' + chain)).ToString());
        code.Line($"TLanes {v} = TLanes.Broadcast(ref {Reference(term.Source)}, {source});");
        for (int vector = 0; vector < vectors; vector++)
        {
            string sum = Sum(vector, chain);
            string column = offset == 0 ? weights : $"At(ref {weights}, {Literal.Of(offset)})";
            code.Line($"{sum} = TLanes.MultiplyAdd({v}, ref {column}, {Literal.Of(vector)}, {sum});");
        }
    }

    private static string Sum(int vector, int chain) => "sum" + Literal.Of(vector) + (chain == 0 ? "" : ((char)('a' + chain)).ToString());

    private string Reference(Location location) => OriginNames.Reference(plan.Layer, location.Origin);
}
