using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>One emitted method that computes a step: what it is called, what it loops over and which rows it is handed.</summary>
internal sealed class StepMethod
{
    public StepMethod(string name, string summary, IReadOnlyList<Kernel> kernels)
    {
        Name = name;
        Summary = summary;
        Kernels = kernels;
        Signature = KernelSignature.Of(kernels);
        Origins = [.. kernels.SelectMany(Locations).Select(location => location.Origin).Distinct()
            .OrderBy(origin => origin.Place).ThenBy(origin => origin.Index)];
        Parts = Cut(name, kernels);
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

    private static IReadOnlyList<StepMethod> Cut(string name, IReadOnlyList<Kernel> kernels)
    {
        if (kernels.Count <= 1 || kernels.Sum(MethodBudget.Of) <= MethodBudget.Operations)
        {
            return [];
        }

        var groups = new List<List<Kernel>>();
        int room = 0;
        foreach (Kernel kernel in kernels)
        {
            if (groups.Count == 0 || MethodBudget.Of(kernel) > room)
            {
                groups.Add([]);
                room = MethodBudget.Operations;
            }

            groups[groups.Count - 1].Add(kernel);
            room -= MethodBudget.Of(kernel);
        }

        return [.. groups.Select((group, index) => new StepMethod(
            $"{name}Part{index + 1}",
            $"Part {index + 1} of {groups.Count} of {name}.",
            group))];
    }

    private static IEnumerable<Location> Locations(Kernel kernel) => kernel switch
    {
        ProductKernel product => [.. product.Addends, .. product.Terms.Select(term => term.Source), product.Destination],
        ElementwiseKernel loop => loop.Loads.Values.Concat(loop.Stores.Select(store => store.Location)),
        _ => [],
    };
}
