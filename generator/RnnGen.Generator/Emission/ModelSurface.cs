using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;

namespace RnnGen.Generator.Emission;

/// <summary>What the users of a model see of its network: shapes, and the types that follow from the loss.</summary>
/// <param name="Declaration">The class and its attributes.</param>
/// <param name="SequenceLength">Number of steps.</param>
/// <param name="InputSize">Features of one input step.</param>
/// <param name="OutputLength">Number of steps that give an output.</param>
/// <param name="OutputSize">Features of one output step.</param>
/// <param name="ParameterCount">Number of parameters.</param>
internal sealed record ModelSurface(
    ModelDeclaration Declaration, int SequenceLength, int InputSize, int OutputLength, int OutputSize, int ParameterCount)
{
    /// <summary>Whether targets are class ids.</summary>
    public bool TakesClasses => Declaration.Loss == Loss.CrossEntropy;

    /// <summary>Whether every step takes an input, or the first alone.</summary>
    public bool EveryStepTakesInput => Declaration.Topology != Topology.OneToMany;

    public string TargetType => TakesClasses ? "int" : "float";

    /// <summary>The interface that the class implements.</summary>
    public string Interface => $"global::RnnGen.IRnnModel<float, {TargetType}>";

    public static ModelSurface Of(Network network) => new(
        network.Declaration, network.SequenceLength, network.InputSize, network.OutputLength, network.OutputSize, network.ParameterCount);
}
