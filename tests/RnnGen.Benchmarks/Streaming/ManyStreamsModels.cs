namespace RnnGen.Benchmarks.Streaming;

/// <summary>A network that streams, of which a server has many.</summary>
[RnnModel(32, 16, Topology = Topology.ManyToMany)]
[Lstm(128)]
[Dense(1)]
internal sealed partial class SessionModel;
