using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// The gates of a cell and what is computed from them, a vector of units at a time: sums of products stay in registers until the functions take them up, and while
/// those wait for each other the next units' products are under way.
/// </summary>
/// <param name="Stage">Position in the step.</param>
/// <param name="Gates">Sums of products, each of a single value, whose weights are interleaved.</param>
/// <param name="Loop">What is computed from them, unit by unit. It finds gates in variables, and stores those that somebody else reads.</param>
/// <param name="Target">The machine.</param>
internal sealed record CellKernel(int Stage, IReadOnlyList<ProductKernel> Gates, ElementwiseKernel Loop, Target Target) : Kernel(Stage)
{
    public override IEnumerable<int> ParameterOffsets => Gates.SelectMany(gate => gate.ParameterOffsets).Concat(Loop.ParameterOffsets);

    /// <summary>
    /// Whether every other step takes the vectors of units in reverse: where weights come from farther than the level-1 cache, what the step before read
    /// last is what it still holds. Summands keep their order, so no bit depends on it. The frames of consecutive steps follow each other, and that tells one kind of step from the other.
    /// </summary>
    public bool Alternates => Loop.Units > PackedParameters.VectorUnits
        && Gates.Sum(static gate => gate.Rows * gate.Terms.Sum(static term => term.Inner)) > Target.CachedWeights
        && Loop.Stores.Any(static store => store.Location.Origin.Place == Place.Frame);

    /// <summary>Gates that are nowhere in memory.</summary>
    public IEnumerable<Node> InVariables => Gates.Select(ValueOf).Where(value => Loop.Stores.All(store => store.Value != value));

    public static Node ValueOf(ProductKernel gate) => gate.Nodes[0];

    /// <summary>How many sums of its own a gate gets, for every so manieth summand.</summary>
    public int SumsOf(ProductKernel gate)
    {
        int most = Columns(Gates).Max(static column => column.Count());
        return Math.Min(Math.Max(1, Target.CellChains / Math.Max(2, most)), gate.Terms.Max(static term => term.Inner));
    }

    /// <summary>The products of some gates with each vector.</summary>
    public static IEnumerable<IGrouping<(Location Source, int Inner), (ProductKernel Gate, ProductTerm Term)>> Columns(IEnumerable<ProductKernel> gates) => gates
        .SelectMany(static gate => gate.Terms.Select(term => (Gate: gate, Term: term)))
        .GroupBy(static product => (product.Term.Source, product.Term.Inner));

    public override Kernel RelativeTo(int start) => this with
    {
        Gates = [.. Gates.Select(gate => (ProductKernel)gate.RelativeTo(start))],
        Loop = (ElementwiseKernel)Loop.RelativeTo(start),
    };
}
