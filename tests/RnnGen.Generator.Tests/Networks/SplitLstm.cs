using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Tests.Networks;

/// <summary>In what tensors an LSTM's parameters are, and in what order it asks for them.</summary>
public enum LstmTensors
{
    /// <summary>A tensor for each gate, all input weights first.</summary>
    ByKind,

    /// <summary>A tensor for each gate, one gate after the other.</summary>
    ByGate,

    /// <summary>As <see cref="ByGate"/>, with the recurrent weights of all gates in one.</summary>
    Mixed,
}

/// <summary>An LSTM as a user may write it: the formula of the built-in one, with tensors of its own.</summary>
internal sealed class SplitLstm : Layer
{
    private const int Gates = 4;

    private readonly List<ParameterTensor> tensors = [];
    private readonly ParameterBlock[] w = new ParameterBlock[Gates], u = new ParameterBlock[Gates], b = new ParameterBlock[Gates], d = new ParameterBlock[Gates];

    private SplitLstm(LayerSource source, LstmTensors kind)
        : base(source.Name, $"Lstm({LayerOptions.Units.Of(source.Declaration)})", source.InputSize, LayerOptions.Units.Of(source.Declaration))
    {
        States = [new("h", OutputSize), new("c", OutputSize)];
        ParameterTensor Matrix(string name, int rows, int columns) => Add(source.Layout.Matrix(source.Tensor(name), rows, columns, Initialization.GlorotUniform));
        ParameterTensor Vector(string name) => Add(source.Layout.Vector(source.Tensor(name), OutputSize));
        ParameterTensor? recurrent = null;
        Action<int>[] parts =
        [
            gate => w[gate] = Matrix("w" + gate, OutputSize, InputSize).Whole,
            gate => u[gate] = kind == LstmTensors.Mixed
                ? (recurrent ??= Matrix("u", Gates * OutputSize, OutputSize)).Block(new(gate * OutputSize, OutputSize))
                : Matrix("u" + gate, OutputSize, OutputSize).Whole,
            gate => b[gate] = Vector("b" + gate).Whole,
            gate => d[gate] = Vector("d" + gate).Whole,
        ];
        (int Part, int Gate)[] order = [.. from part in Enumerable.Range(0, parts.Length) from gate in Enumerable.Range(0, Gates) select (part, gate)];
        foreach ((int part, int gate) in kind == LstmTensors.ByKind ? order : order.OrderBy(static next => next.Gate).ToArray())
        {
            parts[part](gate);
        }
    }

    public override IReadOnlyList<ParameterTensor> Parameters => tensors;

    public override IReadOnlyList<Port> States { get; }

    public override int OutputState => 0;

    public static LayerDefinition Definition(LstmTensors kind) => new("SplitLstm", "split", [LayerOptions.Units], source => new SplitLstm(source, kind));

    protected override Step Build(StepGraph g, IReadOnlyList<Node> inputs, IReadOnlyList<Node> states)
    {
        (Node x, Node h, Node c) = (inputs[0], states[0], states[1]);
        Node Gate(int k, string name, Activation activation) =>
            Activations.Apply(activation, ((w[k] * x) + b[k] + (u[k] * h) + d[k]).Named("a" + name)).Named(name);

        Node i = Gate(0, "i", Activation.Sigmoid);
        Node f = Gate(1, "f", Activation.Sigmoid);
        Node candidate = Gate(2, "g", Activation.Tanh);
        Node o = Gate(3, "o", Activation.Sigmoid);
        Node nextC = ((f * c) + (i * candidate)).Named("c");
        Node nextH = (o * Activations.Apply(Activation.Tanh, nextC).Named("s")).Named("h");
        return new Step(nextH, [nextH, nextC]);
    }

    private ParameterTensor Add(ParameterTensor tensor)
    {
        tensors.Add(tensor);
        return tensor;
    }
}
