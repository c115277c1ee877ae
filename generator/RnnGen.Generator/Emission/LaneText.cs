using RnnGen.Generator.Planning;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Emission;

/// <summary>How loops over units are written: what a vector holds decides how it is loaded, stored and summed.</summary>
internal abstract class LaneText(Target target)
{
    /// <summary>The machine.</summary>
    protected Target Target { get; } = target;

    /// <summary>What kernels work on.</summary>
    public const string Lanes = "TLanes";

    /// <summary>The struct that the library calls.</summary>
    public abstract string Struct { get; }

    /// <summary>The class that holds the kernels, for vectors of any kind.</summary>
    public string Class => $"{Struct}<{Lanes}>";

    /// <summary>What goes into file names; empty for the first strategy.</summary>
    public abstract string FilePart { get; }

    /// <summary>What the class does, for its documentation.</summary>
    public abstract string Summary { get; }

    /// <summary>A matrix product.</summary>
    public abstract void PrintProduct(CodeWriter code, LayerPlan plan, ProductKernel product);

    /// <summary>The body of a method that adds parameter gradients.</summary>
    public abstract void PrintOuterProducts(CodeWriter code, ModelPlan model, EmittedMethod method);

    /// <summary>What a row number is multiplied by.</summary>
    public abstract string FloatsPerRow { get; }

    /// <summary>The head of a loop over units.</summary>
    public abstract string Loop(int units);

    /// <summary>Units of a value at the loop's position.</summary>
    public abstract string Load(string reference, string index);

    /// <summary>A value of one unit.</summary>
    public abstract string LoadSingle(string reference, int row);

    public abstract string Store(string reference, string index, string value);

    /// <summary>Parameters of the units at the loop's position.</summary>
    public abstract string Parameter(string index);

    /// <summary>The numbers of the units at a position of the loop.</summary>
    public abstract string UnitIndex(string unit);

    /// <summary>The statement that takes <paramref name="value"/> into a reduction.</summary>
    public abstract string Reduce(Operator reduction, string name, string value, int units);

    /// <summary>The statement that ends a reduction after the loop; null where there is none.</summary>
    public abstract string? Finish(Operator reduction, string name);
}

/// <summary>A vector holds one unit of many samples.</summary>
internal sealed class SampleLaneText(Target target) : LaneText(target)
{
    public override string Struct => "Unrolled";

    public override string FilePart => "";

    public override string Summary =>
        "The network, unrolled in time, for batches. Works on one block of samples, one sample per lane; a row is one float for each.";

    public override void PrintProduct(CodeWriter code, LayerPlan plan, ProductKernel product) => new ProductText(code, plan.Layer, new TileChoice(Target)).Print(product);

    public override void PrintOuterProducts(CodeWriter code, ModelPlan model, EmittedMethod method) => OuterProductText.Print(code, model, method);

    public override string FloatsPerRow => " * TLanes.Pitch";

    public override string UnitIndex(string unit) => $"TLanes.Broadcast({unit})";

    public override string Loop(int units) => $"for (int unit = 0; unit < {Literal.Of(units)}; unit++)";

    public override string Load(string reference, string index) => $"TLanes.Load(ref {reference}, {index})";

    public override string LoadSingle(string reference, int row) => Load(reference, Literal.Of(row));

    public override string Store(string reference, string index, string value) => $"TLanes.Store(ref {reference}, {index}, {value});";

    public override string Parameter(string index) => $"TLanes.Broadcast(At(ref p, {index}))";

    public override string Reduce(Operator reduction, string name, string value, int units) =>
        reduction == Operator.Sum ? $"{name} += {value};" : $"{name} = TLanes.Max({name}, {value});";

    public override string? Finish(Operator reduction, string name) => null;
}

/// <summary>A vector holds neighbouring units of a sequence.</summary>
internal sealed class UnitLaneText(Target target) : LaneText(target)
{
    private const string Library = "global::RnnGen.Runtime.UnitReduction.";

    public override string Struct => "OneSequence";

    public override string FilePart => "Sequence";

    public override string Summary =>
        "The network, unrolled in time, for one sequence, or two that share each weight that is read. Vectors hold neighbouring units; a row is one float, and every value begins with a whole vector.";

    public override void PrintProduct(CodeWriter code, LayerPlan plan, ProductKernel product) => new UnitProductText(code, plan, Target).Print(product);

    public override void PrintOuterProducts(CodeWriter code, ModelPlan model, EmittedMethod method) => UnitOuterProductText.Print(code, method);

    public override string FloatsPerRow => "";

    public override string UnitIndex(string unit) => $"{Library}Index<TLanes>({unit})";

    public override string Loop(int units) => $"for (int unit = 0; unit < {Literal.Of(units)}; unit += TLanes.Pitch)";

    public override string Load(string reference, string index) => $"TLanes.Load(ref At(ref {reference}, {index}), 0)";

    public override string LoadSingle(string reference, int row) => $"TLanes.Broadcast(ref {reference}, {Literal.Of(row)})";

    public override string Store(string reference, string index, string value) => $"TLanes.Store(ref At(ref {reference}, {index}), 0, {value});";

    public override string Parameter(string index) => $"TLanes.LoadShared(ref At(ref p, {index}), 0)";

    public override string Reduce(Operator reduction, string name, string value, int units)
    {
        // The last vector may reach beyond the last unit.
        string neutral = reduction == Operator.Sum ? "0f" : "float.NegativeInfinity";
        string counted = $"{Library}First({value}, {Literal.Of(units)} - unit, {neutral})";
        return reduction == Operator.Sum ? $"{name} += {counted};" : $"{name} = TLanes.Max({name}, {counted});";
    }

    public override string Finish(Operator reduction, string name) =>
        $"{name} = TLanes.{(reduction == Operator.Sum ? "SumOfEach" : "LargestOfEach")}({name});";
}
