namespace RnnGen.Benchmarks.Models;

// One model for each shape: inputs x hidden x steps. Works find them by name.

[RnnModel(50, 1, Topology = Topology.ManyToMany)] [Lstm(20)] [Dense(1)]
internal sealed partial class Lstm1x20x50 : IMeasuredModel<Lstm1x20x50.Workspace, Lstm1x20x50.State>;

[RnnModel(32, 32, Topology = Topology.ManyToMany)] [Lstm(64)] [Dense(1)]
internal sealed partial class Lstm32x64x32 : IMeasuredModel<Lstm32x64x32.Workspace, Lstm32x64x32.State>;

[RnnModel(64, 64, Topology = Topology.ManyToMany)] [Lstm(128)] [Dense(1)]
internal sealed partial class Lstm64x128x64 : IMeasuredModel<Lstm64x128x64.Workspace, Lstm64x128x64.State>;

[RnnModel(64, 128, Topology = Topology.ManyToMany)] [Lstm(256)] [Dense(1)]
internal sealed partial class Lstm128x256x64 : IMeasuredModel<Lstm128x256x64.Workspace, Lstm128x256x64.State>;

[RnnModel(32, 1, Topology = Topology.ManyToMany)] [Lstm(16)] [Dense(1)]
internal sealed partial class Lstm1x16x32 : IMeasuredModel<Lstm1x16x32.Workspace, Lstm1x16x32.State>;

[RnnModel(32, 8, Topology = Topology.ManyToMany)] [Lstm(64)] [Dense(1)]
internal sealed partial class Lstm8x64x32 : IMeasuredModel<Lstm8x64x32.Workspace, Lstm8x64x32.State>;

[RnnModel(32, 1, Topology = Topology.ManyToMany)] [Lstm(32)] [Dense(1)]
internal sealed partial class Lstm1x32x32 : IMeasuredModel<Lstm1x32x32.Workspace, Lstm1x32x32.State>;
