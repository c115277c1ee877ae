using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning.Kernels;

namespace RnnGen.Generator.Planning;

/// <summary>
/// A method that computes a layer's step or its adjoint, or sums what adjoints leave: what it is called, what it loops over and which rows it is handed.
/// </summary>
internal sealed class StepMethod
{
    private readonly Lowering lowering;
    private readonly Extents extents;
    private readonly IReadOnlyList<Kernel> kernels;
    private readonly string[] reserved;

    /// <param name="layer">The layer.</param>
    /// <param name="name">The method's name.</param>
    /// <param name="summary">What it computes.</param>
    /// <param name="kernels">What it loops over.</param>
    /// <param name="extents">Rows that it may touch.</param>
    /// <param name="lowering">What the lanes hold.</param>
    /// <param name="beginning">What comes before, and may take the place of everything else; null where nothing does.</param>
    public StepMethod(
        Layer layer, string name, Func<MethodSharing, string> summary, IReadOnlyList<Kernel> kernels, Extents extents, Lowering lowering, Statement? beginning = null)
    {
        Beginning = beginning;
        Layer = layer;
        Name = name;
        Summary = summary;
        (this.extents, this.lowering) = (extents, lowering);
        FirstParameter = kernels.SelectMany(static kernel => kernel.ParameterOffsets).DefaultIfEmpty(0).Min();
        Kernels = [.. kernels.Select(kernel => kernel.RelativeTo(FirstParameter))];
        Origins = [.. kernels.SelectMany(static kernel => kernel.Locations).Select(static location => location.Origin)
            .Concat(beginning is null || kernels.Count == 0 ? [] : AbsentStep.Origins(beginning)).Distinct()
            .OrderBy(static origin => origin.Place).ThenBy(static origin => origin.Index)];
        reserved = [.. Origins.Select(origin => OriginNames.Argument(layer, origin)), .. Origins.Select(origin => OriginNames.Reference(layer, origin))];
        this.kernels = kernels;
    }

    public Layer Layer { get; }

    public string Name { get; }

    /// <summary>What it computes, for its documentation comment, in the names that are emitted.</summary>
    public Func<MethodSharing, string> Summary { get; }

    /// <summary>Offset of the first parameter that it reads, from which its kernels and statements count; 0 where it reads none.</summary>
    public int FirstParameter { get; }

    public IReadOnlyList<Kernel> Kernels { get; }

    /// <summary>What comes before everything else, and may take its place; null where nothing does.</summary>
    public Statement? Beginning { get; }

    /// <summary>The memory it works on; each is an argument.</summary>
    public IReadOnlyList<Origin> Origins { get; }

    /// <summary>What it does, a vector of units at a time.</summary>
    /// <remarks>Made when it is asked for, as all that follows from it: not every variant is called.</remarks>
    public MethodBody Body => field ??= Joined(Statements);

    /// <summary>The same, two vectors of units at a time.</summary>
    public MethodBody BodyOfTwo => field ??= Joined(Loops(vectors: 2));

    /// <summary>Methods that this one calls one after the other, where one method cannot hold all its loops; else empty.</summary>
    public IReadOnlyList<StepMethod> Parts => field ??= Cut();

    /// <summary>Where the parameters that it reads begin, each vector and each matrix.</summary>
    public IEnumerable<int> ParameterOffsets => Kernels.SelectMany(static kernel => kernel.ParameterOffsets).Select(offset => FirstParameter + offset);

    /// <summary>The statements of each kernel.</summary>
    private Statement[][] Statements => field ??= Loops(vectors: 1);

    /// <summary>What kernels write, as far as it has names.</summary>
    private static string NamesOf(IEnumerable<Kernel> kernels)
    {
        string[] names = [.. kernels.SelectMany(static kernel => kernel.Results)
            .Select(static value => value.Name).Where(static name => name.Length > 0).Distinct()];
        return names.Length > 0 ? ": " + string.Join(", ", names) : "";
    }

    /// <summary>Checks a body that is to be printed.</summary>
    public void Check(MethodBody body) => lowering.Check(body, extents, FirstParameter);

    private Statement[][] Loops(int vectors) => [.. Kernels.Select(kernel => KernelLoops.Of(kernel, lowering.Forms, reserved, vectors).ToArray())];

    private MethodBody Joined(Statement[][] loops) =>
        new((Beginning is null ? [] : new Statement[] { new Gap(), Beginning }).Concat(loops.SelectMany(static loop => loop.Prepend(new Gap()))));

    private IReadOnlyList<StepMethod> Cut()
    {
        int budget = lowering.Limits.MethodOperations;
        int[] operations = [.. Statements.Select(OperationCount.Of)];
        if (!lowering.Target.Passes.CutMethods || kernels.Count <= 1 || operations.Sum() <= budget)
        {
            return [];
        }

        var groups = new List<List<Kernel>>();
        int room = 0;
        for (int index = 0; index < kernels.Count; index++)
        {
            if (groups.Count == 0 || operations[index] > room)
            {
                groups.Add([]);
                room = budget;
            }

            groups[groups.Count - 1].Add(kernels[index]);
            room -= operations[index];
        }

        return [.. groups.Select((group, index) =>
            new StepMethod(Layer, $"{Name}Part{index + 1}", _ => $"Part {index + 1} of {groups.Count} of {Name}{NamesOf(group)}.", group, extents, lowering))];
    }
}
