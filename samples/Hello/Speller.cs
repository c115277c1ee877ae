using RnnGen;

namespace Hello;

/// <summary>An Elman network with a softmax at each step.</summary>
[RnnModel(sequenceLength: 4, inputSize: 4, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy)]
[SimpleRnn(3)]
[Dense(4, Activation = Activation.Softmax)]
internal sealed partial class Speller;
