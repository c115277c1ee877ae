using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>One emitted method that computes a step: what it is called, what it loops over and which rows it is handed.</summary>
internal sealed class StepMethod
{
    public StepMethod(string name, string summary, IReadOnlyList<Kernel> kernels, int budget)
        : this(name, summary, [.. kernels.Select(kernel => new SignedKernel(kernel, KernelSignature.Of(kernel), MethodBudget.Of(kernel)))], budget)
    {
    }

    private StepMethod(string name, string summary, IReadOnlyList<SignedKernel> signed, int budget)
    {
        Kernel[] kernels = [.. signed.Select(kernel => kernel.Kernel)];
        Name = name;
        Summary = summary;
        Kernels = kernels;
        Signature = string.Join("\n", signed.Select(kernel => kernel.Signature));
        Origins = [.. kernels.SelectMany(Locations).Select(location => location.Origin).Distinct()
            .OrderBy(origin => origin.Place).ThenBy(origin => origin.Index)];
        Parts = Cut(name, signed, budget);
    }

    public string Name { get; }

    /// <summary>What it computes, for its documentation comment.</summary>
    public string Summary { get; }

    public IReadOnlyList<Kernel> Kernels { get; }

    /// <summary>Methods that this one calls one after the other, where one method cannot hold all its loops; else empty.</summary>
    public IReadOnlyList<StepMethod> Parts { get; }

    /// <summary>Equal for methods that do the same.</summary>
    public string Signature { get; }

    /// <summary>The memory it works on; each is an argument.</summary>
    public IReadOnlyList<Origin> Origins { get; }

    private static IReadOnlyList<StepMethod> Cut(string name, IReadOnlyList<SignedKernel> kernels, int budget)
    {
        if (kernels.Count <= 1 || kernels.Sum(kernel => kernel.Operations) <= budget)
        {
            return [];
        }

        var groups = new List<List<SignedKernel>>();
        int room = 0;
        foreach (SignedKernel kernel in kernels)
        {
            if (groups.Count == 0 || kernel.Operations > room)
            {
                groups.Add([]);
                room = budget;
            }

            groups[groups.Count - 1].Add(kernel);
            room -= kernel.Operations;
        }

        return [.. groups.Select((group, index) => new StepMethod(
            $"{name}Part{index + 1}",
            $"Part {index + 1} of {groups.Count} of {name}.",
            group,
            budget))];
    }

    private static IEnumerable<Location> Locations(Kernel kernel) => kernel switch
    {
        ProductKernel product =>
        [
            .. product.Addends, .. product.Terms.Select(term => term.Source), product.Destination,
            .. product.Prefetch is { } prefetch ? new[] { prefetch.Rows } : [],
        ],
        ElementwiseKernel loop => loop.Loads.Values.Concat(loop.Stores.Select(store => store.Location)),
        _ => [],
    };

    /// <summary>A kernel, the text that is equal for equal ones, and what it takes of a method's budget.</summary>
    private sealed record SignedKernel(Kernel Kernel, string Signature, int Operations);
}
