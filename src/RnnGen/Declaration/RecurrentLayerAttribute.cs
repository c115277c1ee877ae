namespace RnnGen;

/// <summary>Base of the attributes of recurrent layers.</summary>
public abstract class RecurrentLayerAttribute : SequentialLayerAttribute
{
    /// <summary>
    /// Whether a second layer with weights of its own walks the sequence from its end (Schuster and Paliwal 1997), and both outputs are joined as <see cref="Merge"/> says. Where the
    /// network reads the layer at the last step alone, as with <see cref="Topology.ManyToOne"/>, each direction gives what it has come to at its own last step, as in Keras and in
    /// PyTorch's <c>h_n</c>. Such a network cannot be streamed: it has no <c>Step</c>.
    /// </summary>
    /// <remarks>The second direction's tensors end in <c>_reverse</c>, as PyTorch's: <c>lstm1.weight_ih_l0_reverse</c>.</remarks>
    public bool Bidirectional { get; set; }

    /// <summary>How both directions become one output; <see cref="Merge.Concat"/> by default. For bidirectional layers only.</summary>
    public Merge Merge { get; set; }

    /// <summary>
    /// Whether the states before the first step are parameters, which training changes, instead of zero: <c>lstm1.initial_h</c> [H], and <c>lstm1.initial_c</c> [H] of an LSTM. They begin
    /// at zero. A bidirectional layer has them for each direction.
    /// </summary>
    public bool LearnInitialState { get; set; }

    /// <summary>
    /// The part of the layer's inputs that is dropped while the network is trained, from 0 to 0.99: for each sample the same inputs at every step, as in Keras (Gal and Ghahramani 2016). Each
    /// direction of a bidirectional layer drops inputs of its own. See <see cref="DropoutAttribute"/> for what is drawn when.
    /// </summary>
    /// <value>0, the default, for none.</value>
    public double Dropout { get; set; }

    /// <summary>
    /// The part of the previous step's output that recurrent weights do not see while the network is trained, from 0 to 0.99: for each sample the same units at every step. What a gate
    /// carries over by itself, an LSTM's c or z ⊙ h of a GRU, is not dropped.
    /// </summary>
    /// <value>0, the default, for none.</value>
    public double RecurrentDropout { get; set; }
}
