using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints a matrix product: a tile of rows at a time, one accumulator per row.</summary>
internal sealed class ProductText(CodeWriter code, Layer layer, TileChoice tiles)
{
    public void Print(ProductKernel product)
    {
        int tile = tiles.Rows(product.Rows);
        int tiled = product.Rows / tile * tile;
        string names = string.Join(", ", product.Nodes.Select(node => node.Name).Where(name => name.Length > 0));
        code.Line($"// {(names.Length > 0 ? names + ": " : "")}{Literal.Count(product.Rows, "row")}, each the sum of {string.Join(" + ", product.Terms.Select(term => Literal.Of(term.Products)))} {(product.Terms.Sum(term => term.Products) == 1 ? "product" : "products")}.");
        if (tiled == tile && !tiles.IsDivisible(tile))
        {
            PrintTile(product, tile, 0);
        }
        else
        {
            using (code.Block($"for (int row = 0; row < {Literal.Of(tiled)}; row += {(tiles.IsDivisible(tile) ? "TLanes.TileRows" : Literal.Of(tile))})"))
            {
                PrintRows(product, tile, null);
            }
        }

        if (tiled < product.Rows)
        {
            code.Line();
            PrintTile(product, product.Rows - tiled, tiled);
        }
    }

    private void PrintTile(ProductKernel product, int rows, int firstRow)
    {
        using (code.Block())
        {
            PrintRows(product, rows, firstRow);
        }
    }

    /// <param name="product">The product.</param>
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="row">The row it begins with; null for the loop's variable.</param>
    private void PrintRows(ProductKernel product, int rows, int? row)
    {
        if (tiles.IsDivisible(rows))
        {
            code.Line($"TLanes {string.Join(", ", Enumerable.Range(rows / 2, rows / 2).Select(index => $"sum{Literal.Of(index)} = default"))};");
        }

        PrintEach(rows, index => $"{(tiles.IsDivisible(rows) && index >= rows / 2 ? "" : "TLanes ")}sum{Literal.Of(index)} = {Start(product, index, row)};");
        foreach (ProductTerm term in product.Terms)
        {
            code.Line();
            PrintTerm(product, term, rows, row);
        }

        code.Line();
        PrintEach(rows, index => $"TLanes.Store(ref {Reference(product.Destination)}, {Index(product.Destination.Row + index, row)}, sum{Literal.Of(index)});");
    }

    /// <summary>A line for each row of a tile, in two halves where it is divisible.</summary>
    private void PrintEach(int rows, Func<int, string> line)
    {
        int first = tiles.IsDivisible(rows) ? rows / 2 : rows;
        PrintLines(0, first);
        if (first < rows)
        {
            using (code.Block($"if (TLanes.TileRows > {Literal.Of(first)})"))
            {
                PrintLines(first, rows);
            }
        }

        void PrintLines(int begin, int end)
        {
            for (int index = begin; index < end; index++)
            {
                code.Line(line(index));
            }
        }
    }

    private string Start(ProductKernel product, int index, int? row)
    {
        string[] biases = [.. product.Biases.Select(bias => $"At(ref p, {Index(bias + index, row)})")];
        string[] addends = [.. product.Addends.Select(addend => $"TLanes.Load(ref {Reference(addend)}, {Index(addend.Row + index, row)})")];
        string bias = biases.Length > 0 ? $"TLanes.Broadcast({string.Join(" + ", biases)})" : "";
        return (biases.Length, addends.Length) switch
        {
            (0, 0) => "TLanes.Broadcast(0f)",
            (0, _) => string.Join(" + ", addends),
            (_, 0) => bias,
            _ => bias + " + " + string.Join(" + ", addends),
        };
    }

    /// <param name="product">The product.</param>
    /// <param name="term">One of its terms.</param>
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="row">The row it begins with; null for the loop's variable.</param>
    private void PrintTerm(ProductKernel product, ProductTerm term, int rows, int? row)
    {
        int fixedOffset = term.Offset + ((row ?? 0) * term.RowStride);
        string variable = row is null ? Literal.Times("row", term.RowStride) : "0";
        if (term.BlockStep == 0)
        {
            using (TermLoops.Block(code, product, term))
            {
                PrintLoop(term, rows, TermLoops.Offset(fixedOffset, variable, term.OffsetStep, term), "k");
            }

            return;
        }

        // Block by block with all its gates, which is the order in which weights lie.
        using (code.Block($"for (int block = 0; block < {Literal.Of(term.Blocks)}; block++)"))
        {
            ProductTerm inBlock = term with { Inner = PackedParameters.VectorUnits };
            using (TermLoops.Block(code, term))
            {
                PrintLoop(inBlock, rows, TermLoops.Offset(fixedOffset, Joined(variable, Literal.Times("block", term.BlockStep)), term.OffsetStep, term), $"{Literal.Times("block", PackedParameters.VectorUnits)} + k");
            }
        }
    }

    /// <param name="term">The term.</param>
    /// <param name="rows">Rows of the tile.</param>
    /// <param name="weights">Where its weights begin.</param>
    /// <param name="source">The row of the vector.</param>
    private void PrintLoop(ProductTerm term, int rows, string weights, string source)
    {
        code.Line($"ref float weights = ref At(ref p, {weights});");
        if (term.Inner == 1)
        {
            code.Line("ref float column = ref weights;");
            PrintColumn(term, rows, "0");
            return;
        }

        using (code.Block($"for (int k = 0; k < {Literal.Of(term.Inner)}; k++)"))
        {
            code.Line($"ref float column = ref At(ref weights, {Literal.Times("k", term.InnerStride)});");
            PrintColumn(term, rows, source);
        }
    }

    private static string Joined(string first, string second) => first == "0" ? second : $"{first} + {second}";

    private void PrintColumn(ProductTerm term, int rows, string k)
    {
        code.Line($"TLanes v = TLanes.Load(ref {Reference(term.Source)}, {TermLoops.Offset(term.Source.Row, k, term.SourceStep, term)});");
        PrintEach(rows, index => $"sum{Literal.Of(index)} = TLanes.MultiplyAdd(ref At(ref column, {Literal.Of(index * term.RowStride)}), v, sum{Literal.Of(index)});");
    }

    private static string Index(int offset, int? row) => row is { } known ? Literal.Of(offset + known) : Literal.Sum(offset, "row");

    private string Reference(Location location) => OriginNames.Reference(layer, location.Origin);
}
