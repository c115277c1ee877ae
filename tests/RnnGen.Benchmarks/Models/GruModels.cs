namespace RnnGen.Benchmarks.Models;

// One model for each shape: inputs x hidden x steps. Works find them by name.

[RnnModel(50, 1, Topology = Topology.ManyToMany)] [Gru(20)] [Dense(1)]
internal sealed partial class Gru1x20x50 : IMeasuredModel<Gru1x20x50.Workspace, Gru1x20x50.State>;

[RnnModel(32, 32, Topology = Topology.ManyToMany)] [Gru(64)] [Dense(1)]
internal sealed partial class Gru32x64x32 : IMeasuredModel<Gru32x64x32.Workspace, Gru32x64x32.State>;

[RnnModel(64, 64, Topology = Topology.ManyToMany)] [Gru(128)] [Dense(1)]
internal sealed partial class Gru64x128x64 : IMeasuredModel<Gru64x128x64.Workspace, Gru64x128x64.State>;

[RnnModel(64, 128, Topology = Topology.ManyToMany)] [Gru(256)] [Dense(1)]
internal sealed partial class Gru128x256x64 : IMeasuredModel<Gru128x256x64.Workspace, Gru128x256x64.State>;

[RnnModel(32, 1, Topology = Topology.ManyToMany)] [Gru(16)] [Dense(1)]
internal sealed partial class Gru1x16x32 : IMeasuredModel<Gru1x16x32.Workspace, Gru1x16x32.State>;

[RnnModel(32, 8, Topology = Topology.ManyToMany)] [Gru(64)] [Dense(1)]
internal sealed partial class Gru8x64x32 : IMeasuredModel<Gru8x64x32.Workspace, Gru8x64x32.State>;

[RnnModel(32, 1, Topology = Topology.ManyToMany)] [Gru(32)] [Dense(1)]
internal sealed partial class Gru1x32x32 : IMeasuredModel<Gru1x32x32.Workspace, Gru1x32x32.State>;
