using RnnGen.Generator.Loops;
using RnnGen.Generator.Planning.Kernels;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>What the lanes of a vector hold, and so how values and weights lie in memory.</summary>
/// <param name="packed">The copy of the parameters for one sequence.</param>
/// <param name="target">The machine.</param>
/// <param name="limits">Its sizes where lanes hold what they do.</param>
internal abstract class Lowering(PackedParameters packed, Target target, LoweringLimits limits)
{
    protected PackedParameters Packed { get; } = packed;

    /// <summary>The machine.</summary>
    public Target Target { get; } = target;

    /// <summary>Its sizes where lanes hold what they do here.</summary>
    public LoweringLimits Limits { get; } = limits;

    /// <summary>What loops over units look like.</summary>
    public abstract LoopForms Forms { get; }

    /// <summary>What part of the lanes holds something, and no padding, in percent.</summary>
    public abstract int LanesUsed { get; }

    /// <summary>Whether the emitted text draws every step: one lowering does, the other repeats the same calls on other rows.</summary>
    public abstract bool ShowsEveryStep { get; }

    /// <summary>The place of a block's rows among those of all gates.</summary>
    public (int First, int Total) RowsOf(ParameterBlock block) => Packed.RowsOf(block);

    /// <summary>The tensor that is read at an offset.</summary>
    public ParameterPlace PlaceAt(int offset) => Packed.PlaceAt(offset);

    /// <summary>See <see cref="ElementwiseKernel.LoadsWhereRead"/>.</summary>
    public abstract bool LoadsWhereRead { get; }

    /// <summary>The order in which a loop computes values.</summary>
    /// <param name="values">The values, operands before their users.</param>
    public abstract IReadOnlyList<Node> Order(IReadOnlyList<Node> values);

    /// <summary>Rows that a value of some length takes.</summary>
    public abstract int Rows(int length);

    /// <summary>The distance of two vectors' workspaces, of so many rows each.</summary>
    /// <remarks>
    /// A loop over units touches the same row of two vectors, and of every gate: where units are a multiple of 64, rows of 64 bytes that all fall into
    /// one set of a level-1 cache, more than it has ways. Half a page apart, the second vector's fall into another.
    /// </remarks>
    public int Pitch(int rows) => (((rows + Limits.RowsPerPage - 1) / Limits.RowsPerPage) * Limits.RowsPerPage) + (Limits.RowsPerPage / 2);

    /// <summary>Where a vector of parameters is read from.</summary>
    public abstract int Vector(ParameterBlock block);

    /// <summary>Where vectors of parameters that are added are read from.</summary>
    public virtual IEnumerable<int> Vectors(IReadOnlyCollection<ParameterBlock> summands) => summands.Select(Vector);

    /// <summary>A product as strides over the parameters.</summary>
    public abstract ProductTerm Term(Node product, Location source);

    /// <summary>Checks a method with the smallest and the largest vectors and tiles.</summary>
    /// <param name="body">What it does.</param>
    /// <param name="extents">Rows that it may touch.</param>
    /// <param name="firstParameter">The parameter that it counts from.</param>
    public void Check(MethodBody body, Extents extents, int firstParameter)
    {
        foreach ((int vectorRows, int tileRows) in Shapes)
        {
            new StatementCheck(vectorRows, tileRows, origin => extents[origin], Packed.Count - firstParameter).Check(body.Statements);
        }
    }

    /// <summary>Rows that the smallest and the largest vectors and tiles have.</summary>
    protected abstract IEnumerable<(int VectorRows, int TileRows)> Shapes { get; }
}

/// <summary>
/// Lanes are samples: for batches. A row is one float for each sample of a block, weights are broadcast from where they are; those of a
/// transposed product from the packed copy where it has no gaps, because there a tile walks along rows instead of down columns.
/// </summary>
internal sealed class BatchLowering(PackedParameters packed, Target target) : Lowering(packed, target, target.Samples)
{
    public override LoopForms Forms => new BatchForms(Target);

    public override int LanesUsed => 100;

    public override bool ShowsEveryStep => true;

    public override bool LoadsWhereRead => false;

    protected override IEnumerable<(int VectorRows, int TileRows)> Shapes => [(1, Target.TileRows / 2), (1, Target.TileRows)];

    /// <inheritdoc/>
    /// <remarks>As the formula has them: where samples fill the lanes, the next unit's instructions are ready while one's wait.</remarks>
    public override IReadOnlyList<Node> Order(IReadOnlyList<Node> values) => values;

    public override int Rows(int length) => length;

    public override int Vector(ParameterBlock block) => block.Offset;

    public override ProductTerm Term(Node product, Location source)
    {
        ParameterBlock weights = product.Block!;
        PackedBlock packed = Packed[weights];
        return product.Operator == Operator.MatVec
            ? new ProductTerm(weights.Offset, weights.Columns, 1, weights.Columns, source)
            : packed.IsTiled ? new ProductTerm(packed.Offset, packed.Pitch, 1, packed.Units, source, weights.Rows / packed.Units, packed.UnitStep, packed.Units)
            : !packed.IsGapless ? new ProductTerm(weights.Offset, 1, weights.Columns, weights.Rows, source)
            : new ProductTerm(packed.Offset, packed.Pitch, 1, weights.Rows, source) { BlockStep = weights.Rows > packed.Units ? packed.UnitStep : 0 };
    }
}

/// <summary>
/// Lanes are units: for one sequence. A row is one float; values are padded to whole vectors, and products read weights that
/// are packed with their rows side by side (<see cref="PackedParameters"/>), also padded.
/// </summary>
internal sealed class SequenceLowering(PackedParameters packed, Target target) : Lowering(packed, target, target.Units)
{
    public override LoopForms Forms => new SequenceForms(Target);

    public override int LanesUsed => Packed.Filled;

    public override bool ShowsEveryStep => false;

    /// <inheritdoc/>
    /// <remarks>
    /// Methods hold more here, and two sequences' values at a time. What registers do not hold goes to the stack and back, and no stack is aligned to vectors: such a loop
    /// takes half as long again, or not, depending on where its stack happens to lie.
    /// </remarks>
    public override bool LoadsWhereRead => true;

    protected override IEnumerable<(int VectorRows, int TileRows)> Shapes => [(PackedParameters.VectorUnits / 4, 1), (PackedParameters.VectorUnits, 1)];

    public override IReadOnlyList<Node> Order(IReadOnlyList<Node> values) =>
        Target.Passes.LongestChainFirst ? LongestChainFirst.Order(values) : values;

    public override int Rows(int length) => PackedParameters.Pad(length);

    /// <inheritdoc/>
    /// <remarks>One that the copy has only in a sum is read from where it is itself: a vector may reach beyond its end, and then holds the parameters behind it.</remarks>
    public override int Vector(ParameterBlock block) => Packed.SumOf(block) is null ? Packed[block].Offset : block.Offset;

    public override IEnumerable<int> Vectors(IReadOnlyCollection<ParameterBlock> summands)
    {
        foreach (ParameterBlock summand in summands)
        {
            if (Packed.SumOf(summand) is not { } sum || !sum.All(summands.Contains))
            {
                yield return Vector(summand);
            }
            else if (sum[0] == summand)
            {
                yield return Packed[summand].Offset;
            }
        }
    }

    public override ProductTerm Term(Node product, Location source)
    {
        ParameterBlock weights = product.Block!;
        PackedBlock packed = Packed[weights];
        return product.Operator != Operator.MatVec ? new ProductTerm(weights.Offset, 1, weights.Columns, weights.Rows, source)
            // A single row lies side by side where it is: a dot product.
            : weights.Rows == 1 && !packed.IsGate ? new ProductTerm(weights.Offset, weights.Columns, 1, weights.Columns, source)
            : new ProductTerm(packed.Offset, packed.IsTiled ? weights.Columns : 1, packed.Pitch, weights.Columns, source) { BlockStep = packed.IsGate ? packed.UnitStep : 0 };
    }
}
