using RnnGen;

namespace Forecasting.OneStep;

// A network is its declaration. The generator writes the rest: parameters, unrolled forward and backward pass, Fit, Save.

/// <summary>One linear unit over all 50 values at once: the book's Flatten and Dense(1).</summary>
[RnnModel(sequenceLength: 1, inputSize: WaveSeries.Steps, Topology = Topology.OneToOne)]
[Dense(1)]
public partial class LinearNetwork;

/// <summary>One recurrent unit, whose last state is the forecast.</summary>
[RnnModel(sequenceLength: WaveSeries.Steps, inputSize: 1)]
[SimpleRnn(1)]
public partial class SingleUnitNetwork;

/// <summary>Three recurrent layers, the last of one unit.</summary>
[RnnModel(sequenceLength: WaveSeries.Steps, inputSize: 1)]
[SimpleRnn(20)]
[SimpleRnn(20)]
[SimpleRnn(1)]
public partial class DeepRnnNetwork;

/// <summary>Two recurrent layers and a linear output, which may exceed tanh's range of (−1, 1).</summary>
[RnnModel(sequenceLength: WaveSeries.Steps, inputSize: 1)]
[SimpleRnn(20)]
[SimpleRnn(20)]
[Dense(1)]
public partial class DeepRnnDenseNetwork;

/// <summary>The same with LSTM layers.</summary>
[RnnModel(sequenceLength: WaveSeries.Steps, inputSize: 1)]
[Lstm(20)]
[Lstm(20)]
[Dense(1)]
public partial class DeepLstmNetwork;
