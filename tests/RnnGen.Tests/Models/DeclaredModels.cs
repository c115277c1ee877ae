namespace RnnGen.Tests.Models;

// What the tests of this folder run: one network for each kind of target, and one that rectifies.

[RnnModel(12, 2)]
[Lstm(9)]
[Lstm(6)]
[Dense(1)]
public partial class Forecaster;

[RnnModel(7, 3, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy)]
[Gru(10)]
[Dense(4, Activation = Activation.Softmax)]
public partial class Tagger;

[RnnModel(5, 2, Topology = Topology.ManyToMany, OutputSteps = 2, Loss = Loss.BinaryCrossEntropy)]
[SimpleRnn(7)]
[Dense(3, Activation = Activation.Sigmoid)]
public partial class Detector;

[RnnModel(6, 2, Topology = Topology.OneToMany)]
[SimpleRnn(5, Activation = Activation.Relu)]
[Dense(2, Activation = Activation.Relu)]
public partial class Composer;

/// <summary>Worth several threads; few enough parameters for each vector of samples to have a sum of its own.</summary>
[RnnModel(60, 6, Topology = Topology.ManyToMany)]
[Lstm(40)]
[Gru(24)]
[Dense(3)]
internal sealed partial class Wide;

/// <summary>So many parameters that a block has one sum, of which each thread takes some rows; and a backward pass of several segments.</summary>
[RnnModel(20, 6, Topology = Topology.ManyToMany)]
[Lstm(180)]
[Dense(3)]
internal sealed partial class ManyParameters;

// As above, for tests of the memory that a model's calls share: nothing else calls these.

[RnnModel(12, 2)]
[Lstm(9)]
[Lstm(6)]
[Dense(1)]
internal sealed partial class PooledForecaster;

[RnnModel(7, 3, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy)]
[Gru(10)]
[Dense(4, Activation = Activation.Softmax)]
internal sealed partial class PooledTagger;

[RnnModel(5, 2, Topology = Topology.ManyToMany, OutputSteps = 2, Loss = Loss.BinaryCrossEntropy)]
[SimpleRnn(7)]
[Dense(3, Activation = Activation.Sigmoid)]
internal sealed partial class PooledDetector;

/// <summary>A long sequence: a workspace for it is fourteen times as large as the model.</summary>
[RnnModel(1000, 1)]
[Lstm(128)]
[Dense(1)]
internal sealed partial class LongSequence;

[RnnModel(500, 1)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class SharedSequence;

[RnnModel(200, 2)]
[Gru(32)]
[Dense(1)]
internal sealed partial class MixedBatches;
