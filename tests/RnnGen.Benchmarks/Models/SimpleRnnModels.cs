namespace RnnGen.Benchmarks.Models;

// One model for each shape: inputs x hidden x steps. Works find them by name.

[RnnModel(50, 1, Topology = Topology.ManyToMany)] [SimpleRnn(20)] [Dense(1)]
internal sealed partial class Rnn1x20x50 : IMeasuredModel<Rnn1x20x50.Workspace, Rnn1x20x50.State>;

[RnnModel(32, 32, Topology = Topology.ManyToMany)] [SimpleRnn(64)] [Dense(1)]
internal sealed partial class Rnn32x64x32 : IMeasuredModel<Rnn32x64x32.Workspace, Rnn32x64x32.State>;

[RnnModel(64, 64, Topology = Topology.ManyToMany)] [SimpleRnn(128)] [Dense(1)]
internal sealed partial class Rnn64x128x64 : IMeasuredModel<Rnn64x128x64.Workspace, Rnn64x128x64.State>;

[RnnModel(64, 128, Topology = Topology.ManyToMany)] [SimpleRnn(256)] [Dense(1)]
internal sealed partial class Rnn128x256x64 : IMeasuredModel<Rnn128x256x64.Workspace, Rnn128x256x64.State>;

[RnnModel(32, 1, Topology = Topology.ManyToMany)] [SimpleRnn(16)] [Dense(1)]
internal sealed partial class Rnn1x16x32 : IMeasuredModel<Rnn1x16x32.Workspace, Rnn1x16x32.State>;

[RnnModel(32, 8, Topology = Topology.ManyToMany)] [SimpleRnn(64)] [Dense(1)]
internal sealed partial class Rnn8x64x32 : IMeasuredModel<Rnn8x64x32.Workspace, Rnn8x64x32.State>;

[RnnModel(32, 1, Topology = Topology.ManyToMany)] [SimpleRnn(32)] [Dense(1)]
internal sealed partial class Rnn1x32x32 : IMeasuredModel<Rnn1x32x32.Workspace, Rnn1x32x32.State>;
