namespace RnnGen.Benchmarks.Models;

// The shapes around Lstm32x64x32, hidden sizes first, then steps. Batches need no models of their own.

[RnnModel(32, 32, Topology = Topology.ManyToMany)] [Lstm(8)] [Dense(1)]
internal sealed partial class Lstm32x8x32 : IMeasuredModel<Lstm32x8x32.Workspace, Lstm32x8x32.State>;

[RnnModel(32, 32, Topology = Topology.ManyToMany)] [Lstm(16)] [Dense(1)]
internal sealed partial class Lstm32x16x32 : IMeasuredModel<Lstm32x16x32.Workspace, Lstm32x16x32.State>;

[RnnModel(32, 32, Topology = Topology.ManyToMany)] [Lstm(32)] [Dense(1)]
internal sealed partial class Lstm32x32x32 : IMeasuredModel<Lstm32x32x32.Workspace, Lstm32x32x32.State>;

[RnnModel(32, 32, Topology = Topology.ManyToMany)] [Lstm(128)] [Dense(1)]
internal sealed partial class Lstm32x128x32 : IMeasuredModel<Lstm32x128x32.Workspace, Lstm32x128x32.State>;

[RnnModel(32, 32, Topology = Topology.ManyToMany)] [Lstm(256)] [Dense(1)]
internal sealed partial class Lstm32x256x32 : IMeasuredModel<Lstm32x256x32.Workspace, Lstm32x256x32.State>;

[RnnModel(32, 32, Topology = Topology.ManyToMany)] [Lstm(512)] [Dense(1)]
internal sealed partial class Lstm32x512x32 : IMeasuredModel<Lstm32x512x32.Workspace, Lstm32x512x32.State>;

[RnnModel(8, 32, Topology = Topology.ManyToMany)] [Lstm(64)] [Dense(1)]
internal sealed partial class Lstm32x64x8 : IMeasuredModel<Lstm32x64x8.Workspace, Lstm32x64x8.State>;

[RnnModel(16, 32, Topology = Topology.ManyToMany)] [Lstm(64)] [Dense(1)]
internal sealed partial class Lstm32x64x16 : IMeasuredModel<Lstm32x64x16.Workspace, Lstm32x64x16.State>;

[RnnModel(64, 32, Topology = Topology.ManyToMany)] [Lstm(64)] [Dense(1)]
internal sealed partial class Lstm32x64x64 : IMeasuredModel<Lstm32x64x64.Workspace, Lstm32x64x64.State>;

[RnnModel(128, 32, Topology = Topology.ManyToMany)] [Lstm(64)] [Dense(1)]
internal sealed partial class Lstm32x64x128 : IMeasuredModel<Lstm32x64x128.Workspace, Lstm32x64x128.State>;

[RnnModel(256, 32, Topology = Topology.ManyToMany)] [Lstm(64)] [Dense(1)]
internal sealed partial class Lstm32x64x256 : IMeasuredModel<Lstm32x64x256.Workspace, Lstm32x64x256.State>;
