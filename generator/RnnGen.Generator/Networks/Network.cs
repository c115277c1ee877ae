using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Networks;

/// <summary>A checked declaration with every shape, parameter and layer settled.</summary>
internal sealed class Network
{
    private Network(ModelDeclaration declaration, IReadOnlyList<Layer> layers, OutputActivationLayer? outputActivation, int parameterCount)
    {
        Declaration = declaration;
        Layers = layers;
        OutputActivation = outputActivation;
        ParameterCount = parameterCount;
        OutputSize = layers[layers.Count - 1].OutputSize;
        Criterion = new LossLayer(declaration.Loss, OutputSize);
        OutputLength = OutputStepsOf(declaration);
    }

    public ModelDeclaration Declaration { get; }

    /// <summary>The layers from input to output; the last one gives logits where <see cref="OutputActivation"/> is set.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The final activation, where the loss takes its logits instead; null elsewhere.</summary>
    public OutputActivationLayer? OutputActivation { get; }

    /// <summary>The loss as a layer of its own.</summary>
    public LossLayer Criterion { get; }

    public int ParameterCount { get; }

    public int SequenceLength => Declaration.SequenceLength;

    /// <summary>Steps that take an input: all, or the first alone.</summary>
    public int InputLength => Declaration.Topology == Topology.OneToMany ? 1 : SequenceLength;

    public int InputSize => Layers[0].InputSize;

    public int OutputLength { get; }

    public int OutputSize { get; }

    /// <summary>The step whose output comes first.</summary>
    public int FirstOutputStep => SequenceLength - OutputLength;

    /// <summary>Target values of one output step.</summary>
    public int TargetsPerStep => Criterion.TakesClasses ? 1 : OutputSize;

    /// <summary>Steps that give an output: as many as are written, or as many as the topology has.</summary>
    public static int OutputStepsOf(ModelDeclaration declaration) => declaration.OutputSteps
        ?? (declaration.Topology is Topology.ManyToMany or Topology.OneToMany ? declaration.SequenceLength : 1);

    /// <summary>Builds the network of a declaration that the rules have passed.</summary>
    public static Network Create(ModelDeclaration declaration, CancellationToken cancellation = default)
    {
        var layout = new ParameterLayout();
        var layers = new List<Layer>();
        IReadOnlyList<string> names = LayerNames.Of(declaration);
        bool takesLogits = declaration.Loss is Loss.CrossEntropy or Loss.BinaryCrossEntropy;
        int size = declaration.InputSize ?? throw new ArgumentException("The input size is not given.", nameof(declaration));
        for (int index = 0; index < declaration.Layers.Count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            LayerDeclaration layer = declaration.Layers[index];
            if (takesLogits && index == declaration.Layers.Count - 1)
            {
                layer = layer.Without("Activation");
            }

            layers.Add(LayerCatalog.Create(layer, names[index], size, layout));
            size = layers[index].OutputSize;
        }

        OutputActivationLayer? outputActivation = takesLogits
            ? new OutputActivationLayer(size, declaration.Loss == Loss.CrossEntropy ? Activation.Softmax : Activation.Sigmoid)
            : null;
        return new Network(declaration, layers, outputActivation, layout.Count);
    }
}
