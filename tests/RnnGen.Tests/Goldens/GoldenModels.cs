namespace RnnGen.Tests.Goldens;

// The networks of make_goldens.py, under the same names.

[RnnModel(7, 1)]
[SimpleRnn(5)]
[Dense(1)]
public partial class ElmanTanh;

[RnnModel(8, 2, Topology = Topology.ManyToMany, Loss = Loss.MeanAbsoluteError)]
[SimpleRnn(13, Activation = Activation.Relu)]
[Dense(2)]
public partial class ElmanRelu;

[RnnModel(10, 3, Topology = Topology.ManyToMany, Loss = Loss.BinaryCrossEntropy)]
[SimpleRnn(13)]
[SimpleRnn(5)]
[Dense(2, Activation = Activation.Sigmoid)]
public partial class TwoElmanLayers;

[RnnModel(9, 3, Loss = Loss.Huber)]
[Lstm(13)]
[Dense(2)]
public partial class LstmForecaster;

[RnnModel(7, 2, Topology = Topology.ManyToMany)]
[Lstm(33)]
[Dense(1)]
public partial class LstmWide;

[RnnModel(12, 1, Loss = Loss.MeanAbsoluteError)]
[Lstm(13)]
[Lstm(5)]
[Dense(1)]
public partial class TwoLstmLayers;

[RnnModel(12, 2, Loss = Loss.CrossEntropy)]
[Lstm(13)]
[Dense(3, Activation = Activation.Softmax)]
public partial class LstmClassifier;

[RnnModel(9, 3, Loss = Loss.BinaryCrossEntropy)]
[Gru(13)]
[Dense(3, Activation = Activation.Sigmoid)]
public partial class GruDetector;

[RnnModel(7, 1, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy)]
[Gru(33)]
[Dense(3, Activation = Activation.Softmax)]
public partial class GruWide;

/// <summary>As GruWide, whose parameters it has, but with smoothed targets.</summary>
[RnnModel(7, 1, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy, LabelSmoothing = 0.2)]
[Gru(33)]
[Dense(3, Activation = Activation.Softmax)]
public partial class GruSmoothed;

[RnnModel(12, 2, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy)]
[Gru(5)]
[Gru(13)]
[Dense(4, Activation = Activation.Softmax)]
public partial class TwoGruLayers;

[RnnModel(10, 2, Topology = Topology.ManyToMany, OutputSteps = 3, Loss = Loss.Huber)]
[Gru(5)]
[Lstm(5)]
[Dense(2)]
public partial class LastSteps;

[RnnModel(6, 2)]
[Lstm(5)]
[Lstm(5)]
[Dense(1)]
public partial class Stacked;

[RnnModel(6, 2, Topology = Topology.ManyToMany)]
[SimpleRnn(5, Bidirectional = true)]
[SimpleRnn(5, Bidirectional = true)]
[Dense(2)]
public partial class BothElman;

[RnnModel(9, 3, Topology = Topology.ManyToMany, OutputSteps = 5, Loss = Loss.Huber)]
[Lstm(17, Bidirectional = true)]
[Lstm(17, Bidirectional = true)]
[Dense(2)]
public partial class BothLstm;

[RnnModel(8, 2, Loss = Loss.CrossEntropy)]
[Gru(6, Bidirectional = true)]
[Gru(6, Bidirectional = true)]
[Dense(3, Activation = Activation.Softmax)]
public partial class BothGru;

[RnnModel(7, 3, Topology = Topology.ManyToMany, VariableLength = true)]
[Lstm(5, Bidirectional = true)]
[Dense(2)]
public partial class PackedLstm;

[RnnModel(7, 3, VariableLength = true)]
[Gru(5, Bidirectional = true)]
[Dense(2)]
public partial class PackedGru;

[RnnModel(6, 4, Topology = Topology.ManyToMany)]
[Lstm(5, Dropout = 0.25, RecurrentDropout = 0.5)]
[Dropout(0.4)]
[Dense(2)]
public partial class DroppedLstm;

[RnnModel(7, 3, Topology = Topology.ManyToMany)]
[Lstm(6)]
[Lstm(6)]
[Add("lstm1", "lstm2")]
[Concatenate("add1", "input")]
[Dense(2)]
public partial class ResidualLstm;

[RnnModel(7, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy)]
[Embedding(11, 6, PaddingIndex = 2)]
[Gru(7)]
[Dense(3, Activation = Activation.Softmax)]
public partial class EmbeddedGru;

[RnnModel(8, 2, Topology = Topology.ManyToMany, TruncatedSteps = 3)]
[Lstm(6)]
[Gru(5)]
[Dense(2)]
public partial class Truncated;

[RnnModel(5, 3, Topology = Topology.ManyToMany, Stateful = true)]
[Lstm(6)]
public partial class StatefulLstm;

[RnnModel(1, 3, Topology = Topology.OneToOne, Stateful = true)]
[Gru(17)]
public partial class GruCell;

[RnnModel(1, 2, Topology = Topology.OneToOne, Stateful = true)]
[SimpleRnn(5)]
public partial class ElmanCell;
