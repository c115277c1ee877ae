using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>One emitted kernel method: what it is called, what it loops over and which rows it is handed.</summary>
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
    }

    public string Name { get; }

    /// <summary>What it computes, for its documentation comment.</summary>
    public string Summary { get; }

    public IReadOnlyList<Kernel> Kernels { get; }

    /// <summary>Equal for methods that do the same.</summary>
    public string Signature { get; }

    /// <summary>The memory it works on; each is an argument.</summary>
    public IReadOnlyList<Origin> Origins { get; }

    private static IEnumerable<Location> Locations(Kernel kernel) => kernel switch
    {
        ProductKernel product => [.. product.Addends, .. product.Terms.Select(term => term.Source), product.Destination],
        ElementwiseKernel loop => loop.Loads.Values.Concat(loop.Stores.Select(store => store.Location)),
        _ => [],
    };
}
