using RnnGen.Generator.Timelines;

namespace RnnGen.Generator.Planning;

/// <summary>Joins the outer products of neighbouring steps into sums over runs of steps.</summary>
internal static class OuterProductRuns
{
    /// <param name="steps">Calls with their outer products, in order of time.</param>
    /// <param name="memory">Where the calls' rows are.</param>
    public static IReadOnlyList<OuterProductRun> Find(
        IReadOnlyList<(StepCall Call, IReadOnlyList<OuterProductPlan> Products)> steps, MemoryMap memory)
    {
        var finished = new List<OuterProductRun>();
        var open = new List<OuterProductRun>();
        foreach ((StepCall call, IReadOnlyList<OuterProductPlan> products) in steps)
        {
            // All products of a step go on together, or none: runs of one layer then have the same steps.
            List<OuterProductRun> next = [.. products.Select(product => Single(product, call, memory))];
            if (open.Count == next.Count && open.Zip(next, (run, step) => run.Extend(step)).ToList() is var extended
                && extended.All(run => run is not null))
            {
                open = [.. extended.Select(run => run!)];
            }
            else
            {
                finished.AddRange(open);
                open = next;
            }
        }

        return [.. finished, .. open];
    }

    private static OuterProductRun Single(OuterProductPlan product, StepCall call, MemoryMap memory)
    {
        (int, int) At(Location location) => (memory.Row(call, location.Origin) + location.Row, 0);
        return new OuterProductRun(
            product, 1, At(product.RowGradients), [.. product.Sources.Select(source => At(source.Location))]);
    }
}
