using RnnGen.Generator.Loops;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Joins products that are parts of one larger product: gates whose weights and results lie side by side, and terms
/// whose weights and sources lie side by side. Fewer, longer loops fill the register tile whatever the hidden size is.
/// </summary>
internal static class ProductMerging
{
    /// <param name="products">Products sorted by stage and destination.</param>
    public static IReadOnlyList<ProductKernel> Merge(IReadOnlyList<ProductKernel> products)
    {
        var merged = new List<ProductKernel>();
        foreach (ProductKernel product in products)
        {
            ProductKernel next = JoinTerms(product);
            if (merged.Count > 0 && JoinRows(merged[merged.Count - 1], next) is { } joined)
            {
                merged[merged.Count - 1] = joined;
            }
            else
            {
                merged.Add(next);
            }
        }

        return merged;
    }

    private static ProductKernel? JoinRows(ProductKernel first, ProductKernel second)
    {
        bool fits = first.Stage == second.Stage
            && second.Terms.Count == first.Terms.Count
            && second.Destination == first.Destination.Shift(first.Rows)
            && second.Biases.SequenceEqual(first.Biases.Select(bias => bias + first.Rows))
            && second.Addends.SequenceEqual(first.Addends.Select(addend => addend.Shift(first.Rows)))
            && second.Terms.SequenceEqual(first.Terms.Select(term => term with { Offset = term.Offset + (first.Rows * term.RowStride) }));
        return fits ? first with { Rows = first.Rows + second.Rows, Nodes = [.. first.Nodes, .. second.Nodes] } : null;
    }

    /// <summary>Makes evenly spaced terms of one shape one term.</summary>
    private static List<ProductTerm> Repeat(List<ProductTerm> terms)
    {
        var joined = new List<ProductTerm>();
        foreach (ProductTerm term in terms)
        {
            ProductTerm? last = joined.Count > 0 ? joined[joined.Count - 1] : null;
            if (last is not null
                && (last.RowStride, last.InnerStride, last.Inner, last.BlockStep, last.Source.Origin) == (term.RowStride, term.InnerStride, term.Inner, term.BlockStep, term.Source.Origin))
            {
                (int Offset, int Source) step =
                    last.Repeats > 1 ? (last.OffsetStep, last.SourceStep)
                    : term.Repeats > 1 ? (term.OffsetStep, term.SourceStep)
                    : (term.Offset - last.Offset, term.Source.Row - last.Source.Row);
                if ((term.Offset, term.Source.Row) == (last.Offset + (last.Repeats * step.Offset), last.Source.Row + (last.Repeats * step.Source))
                    && (term.Repeats == 1 || (term.OffsetStep, term.SourceStep) == step))
                {
                    joined[joined.Count - 1] = last with { Repeats = last.Repeats + term.Repeats, OffsetStep = step.Offset, SourceStep = step.Source };
                    continue;
                }
            }

            joined.Add(term);
        }

        return joined;
    }

    private static ProductKernel JoinTerms(ProductKernel product)
    {
        var terms = new List<ProductTerm>();
        foreach (ProductTerm term in product.Terms.OrderBy(term => term.Offset))
        {
            ProductTerm? last = terms.Count > 0 ? terms[terms.Count - 1] : null;
            if (last is not null
                && (last.RowStride, last.InnerStride, last.Repeats, 1) == (term.RowStride, term.InnerStride, 1, term.Repeats)
                && (last.BlockStep, term.BlockStep) == (0, 0)
                && term.Offset == last.Offset + (last.Inner * last.InnerStride)
                && term.Source == last.Source.Shift(last.Inner))
            {
                terms[terms.Count - 1] = last with { Inner = last.Inner + term.Inner };
            }
            else
            {
                terms.Add(term);
            }
        }

        return product with { Terms = Repeat(terms) };
    }
}
