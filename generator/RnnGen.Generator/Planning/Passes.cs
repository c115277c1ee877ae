namespace RnnGen.Generator.Planning;

/// <summary>
/// What planning does beyond what it has to, in the order in which it happens. None of it changes what a model computes: with any one switched off the network
/// is the same, slower or larger. All are on but where a test wants to know that.
/// </summary>
internal sealed record Passes
{
    /// <summary>Matrices that multiply the same vector lie gate beside gate in the packed copy: <see cref="PackedParameters"/>.</summary>
    public bool InterleavedGates { get; init; } = true;

    /// <summary>Other matrices are cut into tiles there: <see cref="PackedParameters"/>.</summary>
    public bool PackedTiles { get; init; } = true;

    /// <summary>Of vectors that are always added the copy has the sum only: <see cref="PackedParameters"/>.</summary>
    public bool PackedSums { get; init; } = true;

    /// <summary>A sum of products begins in the place of a summand that nobody else reads: <see cref="StepPlan"/>.</summary>
    public bool SumsInPlace { get; init; } = true;

    /// <summary>A value lies where the one will be that is computed from it: <see cref="StepPlan"/>.</summary>
    public bool SharedPlaces { get; init; } = true;

    /// <summary>A loop begins with what most waits for: <see cref="LongestChainFirst"/>.</summary>
    public bool LongestChainFirst { get; init; } = true;

    /// <summary>Loops are cut where they are too much for a method: <see cref="LoopSplitting"/>.</summary>
    public bool SplitLoops { get; init; } = true;

    /// <summary>Products whose rows or summands lie side by side are one: <see cref="ProductMerging"/>.</summary>
    public bool MergedProducts { get; init; } = true;

    /// <summary>Sums of gates go into the loop that reads them: <see cref="GateFusion"/>.</summary>
    public bool FusedGates { get; init; } = true;

    /// <summary>Every other step takes the vectors of units in reverse: <see cref="GateKernel.Alternates"/>.</summary>
    public bool AlternatingSteps { get; init; } = true;

    /// <summary>Two vectors of units at a time: <see cref="GateKernel.TakesTwo"/>.</summary>
    public bool TwoVectors { get; init; } = true;

    /// <summary>Gradients of matrices that lie side by side are one product: <see cref="OuterProductPlan"/>.</summary>
    public bool JoinedOuterProducts { get; init; } = true;

    /// <summary>At a step that no sample of a vector has, states are handed on and nothing is computed: <see cref="AbsentStep"/>.</summary>
    public bool AbsentSteps { get; init; } = true;

    /// <summary>Methods are cut into parts that the JIT inlines into: <see cref="StepMethod"/>.</summary>
    public bool CutMethods { get; init; } = true;

    /// <summary>Methods that do the same are one: <see cref="MethodSharing"/>.</summary>
    public bool SharedMethods { get; init; } = true;

    /// <summary>The backward pass through a long sequence goes segment by segment, which share memory: <see cref="Planning.BackwardSegments"/>.</summary>
    public bool BackwardSegments { get; init; } = true;

    /// <summary>So does a prediction, in stretches: <see cref="PredictionPlan"/>.</summary>
    public bool PredictionStretches { get; init; } = true;
}
