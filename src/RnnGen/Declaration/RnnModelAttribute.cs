namespace RnnGen;

/// <summary>
/// Makes a partial class a recurrent network of fixed sequence length. The layer attributes below it are the network's
/// layers, in the order written; the last one must be a <see cref="DenseAttribute"/>, or a <see cref="SimpleRnnAttribute"/>
/// where the loss is no cross-entropy.
/// </summary>
/// <remarks>
/// The class must be partial, as must every type around it, and neither generic nor static, abstract, a record or
/// file-local. The network may have at most 268,435,456 (2²⁸) parameters, and must need at most as many values to keep
/// for one sample, all steps and layers together.
/// </remarks>
/// <example><code>
/// [RnnModel(sequenceLength: 50, inputSize: 1)]
/// [Lstm(20)]
/// [Lstm(20)]
/// [Dense(10)]
/// public partial class Forecaster;
/// </code></example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class RnnModelAttribute : Attribute
{
    /// <summary>Declares a network whose steps take feature vectors.</summary>
    /// <param name="sequenceLength">Number of steps the network is unrolled over, from 1 to 100,000; 1 for <see cref="Topology.OneToOne"/>.</param>
    /// <param name="inputSize">Number of features of one input step, from 1 to 65,536.</param>
    public RnnModelAttribute(int sequenceLength, int inputSize)
    {
        SequenceLength = sequenceLength;
        InputSize = inputSize;
    }

    /// <summary>Declares a network whose steps take token ids: its first layer is an <see cref="EmbeddingAttribute"/>.</summary>
    /// <param name="sequenceLength">Number of steps the network is unrolled over, from 1 to 100,000; 1 for <see cref="Topology.OneToOne"/>.</param>
    public RnnModelAttribute(int sequenceLength) => SequenceLength = sequenceLength;

    /// <summary>Number of steps the network is unrolled over, from 1 to 100,000.</summary>
    public int SequenceLength { get; }

    /// <summary>Number of features of one input step, from 1 to 65,536; 0 where a step takes a token id.</summary>
    public int InputSize { get; }

    /// <summary>Which steps take an input and which give an output; <see cref="Topology.ManyToOne"/> by default.</summary>
    public Topology Topology { get; set; } = Topology.ManyToOne;

    /// <summary>What training minimises; <see cref="Loss.MeanSquaredError"/> by default.</summary>
    /// <remarks>
    /// <see cref="Loss.CrossEntropy"/> needs a last layer with <see cref="Activation.Softmax"/>, and
    /// <see cref="Loss.BinaryCrossEntropy"/> one with <see cref="Activation.Sigmoid"/>. Other losses go with any activation.
    /// </remarks>
    public Loss Loss { get; set; } = Loss.MeanSquaredError;

    /// <summary>
    /// How many of the last steps give an output and take part in the loss, from 1 to the sequence length: 3 of 4 steps
    /// computes the loss from steps 2, 3 and 4, and backpropagation visits only what reaches those.
    /// </summary>
    /// <value>
    /// 0, the default, lets the topology decide: all steps in <see cref="Topology.ManyToMany"/> and <see cref="Topology.OneToMany"/>, one step in
    /// <see cref="Topology.ManyToOne"/> and <see cref="Topology.OneToOne"/>, which allow no other number.
    /// </value>
    public int OutputSteps { get; set; }

    /// <summary>
    /// How much of a target's probability is spread evenly over all classes, from 0 to below 1, so that training does not drive the others' to nothing: −Σ_c q_c ln y_c with q = 1 − ε for the
    /// class, and ε / C more for each of the C. Of <see cref="Loss.CrossEntropy"/> alone. The loss that is reported is this one.
    /// </summary>
    /// <value>0, the default, for none.</value>
    /// <remarks>
    /// C. Szegedy et al., <em>Rethinking the Inception Architecture for Computer Vision</em>, 2016; PyTorch's <c>CrossEntropyLoss(label_smoothing)</c>. With class weights the whole loss of a target is weighed
    /// by its class, where PyTorch weighs each smoothed part by its own.
    /// </remarks>
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// After how many steps the gradient is cut (truncated backpropagation through time): states go on, but step n and its multiples hand no gradient to the step before. What is learned then reaches at
    /// most so many steps back, and the gradient is no longer that of the loss.
    /// </summary>
    /// <value>0, the default, for gradients through the whole sequence.</value>
    public int TruncatedSteps { get; set; }

    /// <summary>
    /// Whether sequences may be shorter than <see cref="SequenceLength"/>: calls then have overloads that take a length for each sample. Inputs and targets stay padded to the full length,
    /// at the end, and what is in the padding counts for nothing. A network of many inputs and one output answers with each sequence's own last step, and the second direction of a
    /// bidirectional layer begins there, as with PyTorch's <c>pack_padded_sequence</c>. Without lengths all sequences have the full one.
    /// </summary>
    /// <remarks>Not for topologies with one input. <see cref="TruncatedSteps"/> counts from the end of a sequence then.</remarks>
    public bool VariableLength { get; set; }

    /// <summary>
    /// How many steps are written out in the body of an emitted loop over equal steps. 1 is a plain loop, the sequence length a
    /// straight line, one statement for each step. It changes the length of the code; its speed hardly.
    /// </summary>
    /// <value>0, the default, lets the generator choose by the length of the code.</value>
    public int Unroll { get; set; }

    /// <summary>
    /// Whether callers may give the states that recurrent layers begin with, and get those that they end with: <c>Predict</c>, <c>Forward</c> and <c>Backward</c> then have overloads that take
    /// a state, [batch, StateSize], and give one, with gradients for both. A sequence can so be computed in parts, and a model of sequence length 1 is a cell, as PyTorch's <c>LSTMCell</c>.
    /// Where no state is given it is zero.
    /// </summary>
    public bool Stateful { get; set; }
}
