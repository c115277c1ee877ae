namespace RnnGen.Benchmarks.Tokens;

/// <summary>Few tokens.</summary>
[RnnModel(20)]
[Embedding(500, 64)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class FewTokens;

/// <summary>A hundred times as many.</summary>
[RnnModel(20)]
[Embedding(50_000, 64)]
[Lstm(64)]
[Dense(1)]
internal sealed partial class ManyTokens;
