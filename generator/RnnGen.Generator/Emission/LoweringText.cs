using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>What a network's class is called and how its parameter gradients are written: that depends on what a vector holds.</summary>
internal abstract class LoweringText
{
    /// <summary>What kernels work on.</summary>
    public const string TypeParameter = "TVector";

    /// <summary>The struct that the library calls.</summary>
    public abstract string Struct { get; }

    /// <summary>The class that holds the kernels, for vectors of any kind.</summary>
    public string Class => $"{Struct}<{TypeParameter}>";

    /// <summary>What goes into file names; empty for the first strategy.</summary>
    public abstract string FilePart { get; }

    /// <summary>What the class does, for its documentation.</summary>
    public abstract string Summary { get; }

    /// <summary>The body of a method that adds parameter gradients.</summary>
    public abstract void PrintOuterProducts(CodeWriter code, ParameterText parameters, ModelPlan model, EmittedMethod method);

    /// <summary>What a row number is multiplied by.</summary>
    public abstract string FloatsPerRow { get; }
}

/// <summary>A vector holds one unit of many samples.</summary>
internal sealed class BatchText : LoweringText
{
    public override string Struct => "BatchNetwork";

    public override string FilePart => "";

    public override string Summary =>
        "The network, unrolled in time, for batches. Works on one block of samples, one sample per lane; a row is one float for each.";

    public override void PrintOuterProducts(CodeWriter code, ParameterText parameters, ModelPlan model, EmittedMethod method) => OuterProductText.Print(code, parameters, model, method);

    public override string FloatsPerRow => " * TVector.Pitch";
}

/// <summary>A vector holds neighbouring units of a sequence.</summary>
internal sealed class SequenceText : LoweringText
{
    public override string Struct => "SequenceNetwork";

    public override string FilePart => "Sequence";

    public override string Summary =>
        "The network, unrolled in time, for one sequence, or two that share each weight that is read. Vectors hold neighbouring units; a row is one float, and every value "
        + $"begins with a whole vector. Weights of gates are packed as [product][gate][unit], {Literal.Of(PackedParameters.VectorUnits)} units at a time.";

    public override void PrintOuterProducts(CodeWriter code, ParameterText parameters, ModelPlan model, EmittedMethod method) => SequenceOuterProductText.Print(code, parameters, method);

    public override string FloatsPerRow => "";
}
