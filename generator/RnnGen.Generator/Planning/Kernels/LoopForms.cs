using RnnGen.Generator.Loops;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning.Kernels;

/// <summary>How loops over units load, store and sum: that depends on what a vector holds.</summary>
internal abstract class LoopForms(Target target)
{
    /// <summary>The machine.</summary>
    protected Target Target { get; } = target;

    /// <summary>How far a loop over units goes at a time.</summary>
    public abstract LoopStep Step { get; }

    /// <summary>A matrix product.</summary>
    public abstract IEnumerable<Statement> Product(ProductKernel product);

    /// <summary>Units of a value, the one at <paramref name="unit"/> first.</summary>
    public abstract Expression Load(Location from, LoopIndex unit);

    /// <summary>A value of one unit.</summary>
    public abstract Expression LoadSingle(Location from);

    public abstract Statement Store(Location to, LoopIndex unit, Expression value);

    /// <summary>Parameters of some units.</summary>
    public abstract Expression Parameter(LoopIndex index);

    /// <summary>The numbers of the units at a position of the loop.</summary>
    public abstract Expression UnitIndex(string unit);

    /// <summary>Takes a value into a reduction.</summary>
    public abstract Statement Reduce(Operator reduction, string name, Expression value, int units, string unit);

    /// <summary>Ends a reduction after the loop; null where there is nothing left to do.</summary>
    public abstract Statement? Finish(Operator reduction, string name);

    /// <summary>What a reduction begins with.</summary>
    public static double Neutral(Operator reduction) => reduction == Operator.Sum ? 0 : double.NegativeInfinity;
}

/// <summary>A vector holds one unit of many samples.</summary>
internal sealed class BatchForms(Target target) : LoopForms(target)
{
    public override LoopStep Step => LoopStep.One;

    public override IEnumerable<Statement> Product(ProductKernel product) => new BatchProduct(product, Target).Statements();

    public override Expression Load(Location from, LoopIndex unit) => new Load(Reference.To(from.Origin), unit.Plus(from.Row));

    public override Expression LoadSingle(Location from) => Load(from, LoopIndex.Zero);

    public override Statement Store(Location to, LoopIndex unit, Expression value) => new Store(Reference.To(to.Origin), unit.Plus(to.Row), value);

    public override Expression Parameter(LoopIndex index) => new BroadcastParameters(new([Reference.ToParameter(index)]));

    public override Expression UnitIndex(string unit) => new UnitNumber(unit);

    public override Statement Reduce(Operator reduction, string name, Expression value, int units, string unit) =>
        reduction == Operator.Sum ? new AddTo(name, value) : new Set(name, Operation.Of(Operator.Max, new Variable(name), value));

    public override Statement? Finish(Operator reduction, string name) => null;
}

/// <summary>A vector holds neighbouring units of a sequence.</summary>
internal sealed class SequenceForms(Target target) : LoopForms(target)
{
    public override LoopStep Step => LoopStep.Vector;

    public override IEnumerable<Statement> Product(ProductKernel product) => new SequenceProduct(product, Target).Statements();

    public override Expression Load(Location from, LoopIndex unit) => new Load(Reference.To(from.Origin, unit.Plus(from.Row)), LoopIndex.Zero);

    public override Expression LoadSingle(Location from) => new BroadcastRow(Reference.To(from.Origin), LoopIndex.Of(from.Row));

    public override Statement Store(Location to, LoopIndex unit, Expression value) =>
        new Store(Reference.To(to.Origin, unit.Plus(to.Row)), LoopIndex.Zero, value);

    public override Expression Parameter(LoopIndex index) => new LoadShared(Reference.ToParameter(index), LoopIndex.Zero);

    public override Expression UnitIndex(string unit) => new UnitNumbers(unit);

    /// <inheritdoc/>
    /// <remarks>The last vector may reach beyond the last unit.</remarks>
    public override Statement Reduce(Operator reduction, string name, Expression value, int units, string unit)
    {
        var counted = new FirstUnits(value, units, unit, Neutral(reduction));
        return reduction == Operator.Sum ? new AddTo(name, counted) : new Set(name, Operation.Of(Operator.Max, new Variable(name), counted));
    }

    public override Statement Finish(Operator reduction, string name) => new Set(name, new AcrossUnits(reduction, new Variable(name)));
}
