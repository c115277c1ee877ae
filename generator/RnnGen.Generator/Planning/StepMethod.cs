using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning.Kernels;

namespace RnnGen.Generator.Planning;

/// <summary>A method that computes a layer's step or its adjoint, or sums what adjoints leave: what it is called, what it loops over and which rows it is handed.</summary>
internal sealed class StepMethod
{
    public StepMethod(Layer layer, string name, Func<MethodSharing, string> summary, IReadOnlyList<Kernel> kernels, Lowering lowering)
        : this(layer, name, summary, [.. kernels.Select(kernel => SignedKernel.Of(kernel, lowering.Target))], lowering)
    {
    }

    private StepMethod(Layer layer, string name, Func<MethodSharing, string> summary, IReadOnlyList<SignedKernel> signed, Lowering lowering)
    {
        Kernel[] kernels = [.. signed.Select(kernel => kernel.Kernel)];
        Layer = layer;
        Forms = lowering.Forms;
        Name = name;
        Summary = summary;
        Kernels = kernels;
        FirstParameter = signed.Min(kernel => kernel.FirstParameter) ?? 0;
        Signature = string.Join(" ", signed.SelectMany(kernel => new object?[] { kernel.Signature, "from", kernel.FirstParameter - FirstParameter, "\n" }));
        Origins = [.. kernels.SelectMany(Locations).Select(location => location.Origin).Distinct()
            .OrderBy(origin => origin.Place).ThenBy(origin => origin.Index)];
        Parts = Cut(signed, lowering);
    }

    public Layer Layer { get; }

    /// <summary>What its loops over units look like.</summary>
    public LoopForms Forms { get; }

    /// <summary>Offset of the first parameter that it reads; 0 where it reads none.</summary>
    public int FirstParameter { get; }

    /// <summary>Where the parameters that it reads begin, each vector and each matrix.</summary>
    public IEnumerable<int> ParameterOffsets => Kernels.SelectMany(static kernel => kernel.ParameterOffsets);

    public string Name { get; }

    /// <summary>What it computes, for its documentation comment, in the names that are emitted.</summary>
    public Func<MethodSharing, string> Summary { get; }

    public IReadOnlyList<Kernel> Kernels { get; }

    /// <summary>Methods that this one calls one after the other, where one method cannot hold all its loops; else empty.</summary>
    public IReadOnlyList<StepMethod> Parts { get; }

    /// <summary>Equal for methods that do the same, in one layer or in several.</summary>
    public string Signature { get; }

    /// <summary>The memory it works on; each is an argument.</summary>
    public IReadOnlyList<Origin> Origins { get; }

    private IReadOnlyList<StepMethod> Cut(IReadOnlyList<SignedKernel> kernels, Lowering lowering)
    {
        int budget = lowering.Limits.MethodOperations;
        if (!lowering.Target.Passes.CutMethods || kernels.Count <= 1 || kernels.Sum(kernel => kernel.Operations) <= budget)
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

        return [.. groups.Select((group, index) => Part(group, $"{Name}Part{index + 1}", $"Part {index + 1} of {groups.Count} of {Name}."))];

        StepMethod Part(IReadOnlyList<SignedKernel> part, string name, string summary) => new(Layer, name, _ => summary, part, lowering);
    }

    private static IEnumerable<Location> Locations(Kernel kernel) => kernel switch
    {
        ProductKernel product => [.. product.Addends, .. product.Terms.Select(term => term.Source), product.Destination],
        OuterProductKernel { Plan: var plan } => [plan.RowGradients, .. plan.Sources.Select(source => source.Location)],
        ElementwiseKernel loop => loop.Loads.Values.Concat(loop.Stores.Select(store => store.Location)),
        CellKernel cell => cell.Gates.SelectMany(gate => gate.Addends.Concat(gate.Terms.Select(term => term.Source))).Concat(Locations(cell.Loop)),
        _ => [],
    };

    /// <summary>A kernel, the text that is equal for equal ones, the first parameter that it reads, and what it takes of a method's budget.</summary>
    private sealed record SignedKernel(Kernel Kernel, string Signature, int? FirstParameter, int Operations)
    {
        public static SignedKernel Of(Kernel kernel, Target target)
        {
            var signature = new KernelSignature(kernel);
            return new(kernel, signature.ToString(), signature.FirstParameter, MethodBudget.Of(kernel, target));
        }
    }
}
