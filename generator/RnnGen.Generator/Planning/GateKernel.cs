using RnnGen.Generator.Loops;
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
internal sealed record GateKernel(int Stage, IReadOnlyList<ProductKernel> Gates, ElementwiseKernel Loop, Target Target) : Kernel(Stage)
{
    public override IEnumerable<int> ParameterOffsets => Gates.SelectMany(gate => gate.ParameterOffsets).Concat(Loop.ParameterOffsets);

    /// <summary>
    /// Whether every other step takes the vectors of units in reverse: where weights come from farther than the level-1 cache, what the step before read
    /// last is what it still holds. Summands keep their order, so no bit depends on it. The step buffers of consecutive steps follow each other, and that tells one kind of step from the other.
    /// </summary>
    public bool Alternates => Target.Passes.AlternatingSteps
        && Loop.Units > PackedParameters.VectorUnits
        && !FitsCache
        && Loop.Stores.Any(static store => store.Location.Origin.Place == Place.StepBuffer);

    /// <summary>
    /// Whether two vectors of units are computed at a time where registers have room for both: the functions of one fill the time that those of the other wait. Weights have to be near, or they are what is waited for;
    /// and of other functions than these, which are few calls by tables, the JIT would not inline twice as many.
    /// </summary>
    public bool TakesTwo => Target.Passes.TwoVectors
        && FitsCache
        && Loop.Units > PackedParameters.VectorUnits
        && PackedParameters.Pad(Loop.Units) % (2 * PackedParameters.VectorUnits) == 0
        && Loop.Values.Where(MethodBudget.IsFunction).All(static value => value.Operator is Operator.Sigmoid or Operator.Tanh);

    public static Node ValueOf(ProductKernel gate) => gate.Nodes[0];

    /// <summary>
    /// Gates that are summed together, in the order in which they are needed: no more than there are registers for, those first on which the longest chain of operations waits.
    /// Weights that come from farther than the level-1 cache are read in one go, in the order in which they lie.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<ProductKernel>> Groups
    {
        get
        {
            if (!FitsCache)
            {
                return [Gates];
            }

            IReadOnlyDictionary<Node, int> chains = LongestChainFirst.Chains(Loop.Values);
            var groups = new List<List<ProductKernel>>();
            foreach (ProductKernel gate in Gates.OrderByDescending(Chain))
            {
                if (groups.Count > 0 && Columns([.. groups[groups.Count - 1], gate]).All(column => column.Count() <= Target.GatesAtOnce))
                {
                    groups[groups.Count - 1].Add(gate);
                }
                else
                {
                    groups.Add([gate]);
                }
            }

            return [.. groups.Select(group => Gates.Where(group.Contains).ToArray())];

            int Chain(ProductKernel gate) => Readers(gate).Select(value => chains[value]).DefaultIfEmpty(0).Max();
        }
    }

    /// <summary>Whether the weights stay in the level-1 cache from one step to the next.</summary>
    private bool FitsCache => Gates.Sum(static gate => gate.Rows * gate.Terms.Sum(static term => term.Inner)) <= Target.CachedWeights;

    /// <summary>What reads the sum of a gate.</summary>
    public IEnumerable<Node> Readers(ProductKernel gate) => Loop.Values.Where(value => value.Operands.Contains(ValueOf(gate)));

    /// <summary>How many sums of its own a gate gets, for every so manieth summand, among gates that are summed together.</summary>
    public int SumsOf(ProductKernel gate, IReadOnlyList<ProductKernel> together)
    {
        int most = Columns(together).Max(static column => column.Count());
        return Math.Min(Math.Max(1, Target.GateChains / Math.Max(2, most)), gate.Terms.Max(static term => term.Inner));
    }

    /// <summary>The products of some gates with each vector.</summary>
    public static IEnumerable<IGrouping<(Location Source, int Inner), (ProductKernel Gate, ProductTerm Term)>> Columns(IEnumerable<ProductKernel> gates) => gates
        .SelectMany(static gate => gate.Terms.Select(term => (Gate: gate, Term: term)))
        .GroupBy(static product => (product.Term.Source, product.Term.Inner));

    public override IEnumerable<Node> Results => Loop.Results;

    public override IEnumerable<Location> Locations =>
        Gates.SelectMany(static gate => gate.Addends.Concat(gate.Terms.Select(static term => term.Source))).Concat(Loop.Locations);

    public override Kernel RelativeTo(int start) => this with
    {
        Gates = [.. Gates.Select(gate => (ProductKernel)gate.RelativeTo(start))],
        Loop = (ElementwiseKernel)Loop.RelativeTo(start),
    };
}
