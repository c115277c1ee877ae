using RnnGen.Generator.Timelines;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Joins the outer products of neighbouring steps into sums over runs of steps. All products of a step go on together, or none: runs of one
/// layer then have the same steps.
/// </summary>
internal sealed class OuterProductRuns
{
    private readonly List<OuterProductRun> finished = [];
    private IReadOnlyList<OuterProductPlan> products = [];
    private int steps;

    /// <summary>Of each product the row of its gradients, then those of its sources; the rows at the first step, and their advance.</summary>
    private int[] first = [];
    private int[] strides = [];

    /// <param name="calls">Calls with their outer products, in order of time.</param>
    /// <param name="memory">Where the calls' rows are.</param>
    public static IReadOnlyList<OuterProductRun> Find(
        IEnumerable<(StepCall Call, IReadOnlyList<OuterProductPlan> Products)> calls, MemoryMap memory)
    {
        var runs = new OuterProductRuns();
        foreach ((StepCall call, IReadOnlyList<OuterProductPlan> products) in calls)
        {
            runs.Add(products, Rows(call, products, memory));
        }

        runs.Finish();
        return runs.finished;
    }

    private static int[] Rows(StepCall call, IReadOnlyList<OuterProductPlan> products, MemoryMap memory)
    {
        var rows = new List<int>();
        for (int product = 0; product < products.Count; product++)
        {
            OuterProductPlan plan = products[product];
            rows.Add(memory.Row(call, plan.RowGradients.Origin) + plan.RowGradients.Row);
            for (int source = 0; source < plan.Sources.Count; source++)
            {
                Location location = plan.Sources[source].Location;
                rows.Add(memory.Row(call, location.Origin) + location.Row);
            }
        }

        return [.. rows];
    }

    private void Add(IReadOnlyList<OuterProductPlan> next, int[] rows)
    {
        if (steps == 1 && AreLike(next))
        {
            // The second step says how the run advances.
            for (int index = 0; index < rows.Length; index++)
            {
                strides[index] = rows[index] - first[index];
            }
        }
        else if (steps < 2 || !AreLike(next) || !Continue(rows))
        {
            Finish();
            (products, first, strides) = (next, rows, new int[rows.Length]);
        }

        steps++;
    }

    private bool AreLike(IReadOnlyList<OuterProductPlan> next)
    {
        bool like = ReferenceEquals(products, next) || products.Count == next.Count;
        for (int index = 0; like && !ReferenceEquals(products, next) && index < next.Count; index++)
        {
            like = products[index].IsLike(next[index]);
        }

        return like;
    }

    private bool Continue(int[] rows)
    {
        bool continues = true;
        for (int index = 0; continues && index < rows.Length; index++)
        {
            continues = rows[index] == first[index] + (steps * strides[index]);
        }

        return continues;
    }

    private void Finish()
    {
        if (steps > 0)
        {
            int index = 0;
            RowSeries Next() => new(first[index], strides[index++], 0);
            foreach (OuterProductPlan product in products)
            {
                RowSeries rowGradients = Next();
                finished.Add(new OuterProductRun(product, steps, rowGradients, [.. product.Sources.Select(_ => Next())]));
            }
        }

        steps = 0;
    }
}
