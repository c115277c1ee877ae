using RnnGen;

namespace Forecasting.Passengers;

/// <summary>Four LSTM units that see one month, the network of the published experiment.</summary>
[RnnModel(sequenceLength: 1, inputSize: 1)]
[Lstm(4)]
[Dense(1)]
public partial class OneMonthNetwork;

/// <summary>Eight LSTM units that see the changes of twelve months.</summary>
[RnnModel(sequenceLength: 12, inputSize: 1)]
[Lstm(8)]
[Dense(1)]
public partial class TwelveMonthNetwork;
