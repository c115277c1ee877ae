using RnnGen.Generator.Loops;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>One loop of a step's method.</summary>
internal abstract record Kernel(int Stage)
{
    /// <summary>Where the parameters that it reads begin, each vector and each matrix.</summary>
    public abstract IEnumerable<int> ParameterOffsets { get; }

    /// <summary>The values that it writes.</summary>
    public abstract IEnumerable<Node> Results { get; }

    /// <summary>Where it reads and writes.</summary>
    public abstract IEnumerable<Location> Locations { get; }

    /// <summary>The same loop with parameters that count from <paramref name="start"/>.</summary>
    public abstract Kernel RelativeTo(int start);
}

/// <summary>
/// Rows of a matrix product: destination[r] = Σ biases + Σ addends[r] + Σ over terms and k of weight(r, k) · source[k].
/// </summary>
/// <param name="Stage">Position in the step.</param>
/// <param name="Rows">Number of result rows.</param>
/// <param name="Biases">Offsets of parameter vectors that are added, one parameter a row.</param>
/// <param name="Addends">Rows in memory that are added.</param>
/// <param name="Terms">The products, summed.</param>
/// <param name="Destination">Where the rows go.</param>
/// <param name="Nodes">The values computed, in row order, for the comment.</param>
internal sealed record ProductKernel(
    int Stage,
    int Rows,
    IReadOnlyList<int> Biases,
    IReadOnlyList<Location> Addends,
    IReadOnlyList<ProductTerm> Terms,
    Location Destination,
    IReadOnlyList<Node> Nodes) : Kernel(Stage)
{
    /// <summary>Whether it is one row whose weights lie side by side, such as that of a dense layer with one unit: vectors may hold summands instead of rows.</summary>
    public bool IsDotProduct => Nodes.Count == 1 && Nodes[0].Length == 1 && Terms.All(static term => term.InnerStride == 1);

    /// <summary>The names of its values, as they stand before what is said of them; empty where they have none.</summary>
    public string NamesBefore
    {
        get
        {
            string names = string.Join(", ", Nodes.Select(static node => node.Name).Where(static name => name.Length > 0));
            return names.Length > 0 ? names + ": " : "";
        }
    }

    /// <summary>Whether its rows are units whose weights are interleaved with those of other gates.</summary>
    public bool IsGate => Terms.All(static term => term is { RowStride: 1, BlockStep: > 0 });

    public override IEnumerable<int> ParameterOffsets => Biases.Concat(Terms.Select(static term => term.Offset));

    public override IEnumerable<Node> Results => Nodes;

    public override IEnumerable<Location> Locations => [.. Addends, .. Terms.Select(static term => term.Source), Destination];

    public override Kernel RelativeTo(int start) => this with
    {
        Biases = [.. Biases.Select(bias => bias - start)],
        Terms = [.. Terms.Select(term => term with { Offset = term.Offset - start })],
    };
}

/// <summary>One matrix in a product: weight(r, k) = parameters[Offset + r·RowStride + k·InnerStride].</summary>
/// <param name="Offset">Offset of weight(0, 0).</param>
/// <param name="RowStride">
/// Distance of two result rows. For one sequence rows lie side by side, and this is 1, or, where weights are cut into tiles, the distance of two
/// tiles divided by their rows.
/// </param>
/// <param name="InnerStride">Distance of two summands.</param>
/// <param name="Inner">Number of summands.</param>
/// <param name="Source">The vector: Inner rows.</param>
/// <param name="Repeats">How many such terms there are, evenly spaced: the gates of a cell.</param>
/// <param name="OffsetStep">Distance of the weights of two of them.</param>
/// <param name="SourceStep">Distance of the vectors of two of them.</param>
internal sealed record ProductTerm(
    int Offset, int RowStride, int InnerStride, int Inner, Location Source, int Repeats = 1, int OffsetStep = 0, int SourceStep = 0)
{
    /// <summary>
    /// Where units lie in blocks of 16, the distance of two blocks: those units are the result rows if rows lie side by side, else the summands; their stride
    /// is one within a block. 0 where there are no blocks.
    /// </summary>
    public int BlockStep { get; init; }

    /// <summary>Number of products in a row.</summary>
    public int Products => Repeats * Inner;

    /// <summary>Number of blocks of units; 0 where there are none.</summary>
    public int Blocks => BlockStep > 0 ? Inner / PackedParameters.VectorUnits : 0;
}

/// <summary>A loop over units that computes expressions unit by unit.</summary>
/// <param name="Stage">Position in the step.</param>
/// <param name="Units">Loop length.</param>
/// <param name="Values">Values computed, operands first: elementwise values per unit, reductions over the whole loop.</param>
/// <param name="Loads">Values read from memory; a single unit is read once before the loop.</param>
/// <param name="Parameters">Where vectors of parameters are: those that it reads, at least.</param>
/// <param name="Stores">Values written to memory.</param>
/// <param name="LoadsWhereRead">Whether a value is loaded when it is first read and stored as soon as it is there; else loads come first and stores last.</param>
internal sealed record ElementwiseKernel(
    int Stage,
    int Units,
    IReadOnlyList<Node> Values,
    IReadOnlyDictionary<Node, Location> Loads,
    IReadOnlyDictionary<Node, int> Parameters,
    IReadOnlyList<(Node Value, Location Location)> Stores,
    bool LoadsWhereRead) : Kernel(Stage)
{
    public override IEnumerable<int> ParameterOffsets => Parameters.Count == 0 ? []
        : Values.SelectMany(value => value.Operands).Concat(Stores.Select(store => store.Value)).Where(Parameters.ContainsKey).Select(node => Parameters[node]);

    public override IEnumerable<Node> Results => Stores.Select(static store => store.Value);

    public override IEnumerable<Location> Locations => Loads.Values.Concat(Stores.Select(static store => store.Location));

    public override Kernel RelativeTo(int start) =>
        this with { Parameters = Parameters.ToDictionary(parameter => parameter.Key, parameter => parameter.Value - start) };
}

/// <summary>Parameter gradients of the calls of a run, and not of one step alone.</summary>
/// <param name="Plan">Rows, columns and targets.</param>
internal sealed record OuterProductKernel(OuterProductPlan Plan) : Kernel(0)
{
    public override IEnumerable<int> ParameterOffsets => Plan.Weights.Select(static target => target.Offset).Concat(Plan.Biases);

    public override IEnumerable<Node> Results => [];

    public override IEnumerable<Location> Locations => [Plan.RowGradients, .. Plan.Sources.Select(static source => source.Location)];

    public override Kernel RelativeTo(int start) => new OuterProductKernel(Plan with
    {
        Weights = new(Plan.Weights.Select(target => target with { Offset = target.Offset - start })),
        Biases = new(Plan.Biases.Select(bias => bias - start)),
    });
}
