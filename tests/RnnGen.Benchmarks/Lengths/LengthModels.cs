namespace RnnGen.Benchmarks.Lengths;

/// <summary>Sentences that all have one length.</summary>
[RnnModel(100, Loss = Loss.BinaryCrossEntropy)]
[Embedding(5_000, 32)]
[Lstm(64, Bidirectional = true)]
[Dense(1, Activation = Activation.Sigmoid)]
internal sealed partial class OneLength;

/// <summary>Sentences of up to that length.</summary>
[RnnModel(100, Loss = Loss.BinaryCrossEntropy, VariableLength = true)]
[Embedding(5_000, 32)]
[Lstm(64, Bidirectional = true)]
[Dense(1, Activation = Activation.Sigmoid)]
internal sealed partial class AnyLength;
