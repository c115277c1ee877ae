namespace RnnGen.Benchmarks.Peers;

/// <summary>Our side: one model for each shape of each cell, and the works that they do.</summary>
internal static class OurModels
{
    public static IReadOnlyList<OurLayer> All { get; } =
    [
        new OurLayer<Lstm1x20x50.Workspace>(Train(Cell.Lstm, 1, 20, 50, 32), new Lstm1x20x50(), new(32)),
        new OurLayer<Lstm32x64x32.Workspace>(Train(Cell.Lstm, 32, 64, 32, 32), new Lstm32x64x32(), new(32)),
        new OurLayer<Lstm64x128x64.Workspace>(Train(Cell.Lstm, 64, 128, 64, 32), new Lstm64x128x64(), new(32)),
        new OurLayer<Lstm128x256x64.Workspace>(Train(Cell.Lstm, 128, 256, 64, 64), new Lstm128x256x64(), new(64)),
        new OurLayer<Lstm1x16x32.Workspace>(Infer(Cell.Lstm, 1, 16, 32), new Lstm1x16x32(), new(1)),
        new OurLayer<Lstm8x64x32.Workspace>(Infer(Cell.Lstm, 8, 64, 32), new Lstm8x64x32(), new(1)),

        new OurLayer<Gru1x20x50.Workspace>(Train(Cell.Gru, 1, 20, 50, 32), new Gru1x20x50(), new(32)),
        new OurLayer<Gru32x64x32.Workspace>(Train(Cell.Gru, 32, 64, 32, 32), new Gru32x64x32(), new(32)),
        new OurLayer<Gru64x128x64.Workspace>(Train(Cell.Gru, 64, 128, 64, 32), new Gru64x128x64(), new(32)),
        new OurLayer<Gru128x256x64.Workspace>(Train(Cell.Gru, 128, 256, 64, 64), new Gru128x256x64(), new(64)),
        new OurLayer<Gru1x16x32.Workspace>(Infer(Cell.Gru, 1, 16, 32), new Gru1x16x32(), new(1)),
        new OurLayer<Gru8x64x32.Workspace>(Infer(Cell.Gru, 8, 64, 32), new Gru8x64x32(), new(1)),

        new OurLayer<Rnn1x20x50.Workspace>(Train(Cell.Rnn, 1, 20, 50, 32), new Rnn1x20x50(), new(32)),
        new OurLayer<Rnn32x64x32.Workspace>(Train(Cell.Rnn, 32, 64, 32, 32), new Rnn32x64x32(), new(32)),
        new OurLayer<Rnn64x128x64.Workspace>(Train(Cell.Rnn, 64, 128, 64, 32), new Rnn64x128x64(), new(32)),
        new OurLayer<Rnn128x256x64.Workspace>(Train(Cell.Rnn, 128, 256, 64, 64), new Rnn128x256x64(), new(64)),
        new OurLayer<Rnn1x16x32.Workspace>(Infer(Cell.Rnn, 1, 16, 32), new Rnn1x16x32(), new(1)),
        new OurLayer<Rnn8x64x32.Workspace>(Infer(Cell.Rnn, 8, 64, 32), new Rnn8x64x32(), new(1)),
    ];

    /// <summary>Asks the library for a number of threads; returns how many it uses. It has one so far, so this is the place for more.</summary>
    public static int UseThreads(int threads) => Math.Min(threads, 1);

    private static Work Train(Cell cell, int inputs, int hidden, int steps, int batch) => new(cell, inputs, hidden, steps, batch, Training: true);

    private static Work Infer(Cell cell, int inputs, int hidden, int steps) => new(cell, inputs, hidden, steps, Batch: 1, Training: false);
}

[RnnModel(50, 1, Topology = Topology.ManyToMany)] [Lstm(20)] [Dense(1)]
internal sealed partial class Lstm1x20x50 : IMeasuredModel<Lstm1x20x50.Workspace>;

[RnnModel(32, 32, Topology = Topology.ManyToMany)] [Lstm(64)] [Dense(1)]
internal sealed partial class Lstm32x64x32 : IMeasuredModel<Lstm32x64x32.Workspace>;

[RnnModel(64, 64, Topology = Topology.ManyToMany)] [Lstm(128)] [Dense(1)]
internal sealed partial class Lstm64x128x64 : IMeasuredModel<Lstm64x128x64.Workspace>;

[RnnModel(64, 128, Topology = Topology.ManyToMany)] [Lstm(256)] [Dense(1)]
internal sealed partial class Lstm128x256x64 : IMeasuredModel<Lstm128x256x64.Workspace>;

[RnnModel(32, 1, Topology = Topology.ManyToMany)] [Lstm(16)] [Dense(1)]
internal sealed partial class Lstm1x16x32 : IMeasuredModel<Lstm1x16x32.Workspace>;

[RnnModel(32, 8, Topology = Topology.ManyToMany)] [Lstm(64)] [Dense(1)]
internal sealed partial class Lstm8x64x32 : IMeasuredModel<Lstm8x64x32.Workspace>;

[RnnModel(50, 1, Topology = Topology.ManyToMany)] [Gru(20)] [Dense(1)]
internal sealed partial class Gru1x20x50 : IMeasuredModel<Gru1x20x50.Workspace>;

[RnnModel(32, 32, Topology = Topology.ManyToMany)] [Gru(64)] [Dense(1)]
internal sealed partial class Gru32x64x32 : IMeasuredModel<Gru32x64x32.Workspace>;

[RnnModel(64, 64, Topology = Topology.ManyToMany)] [Gru(128)] [Dense(1)]
internal sealed partial class Gru64x128x64 : IMeasuredModel<Gru64x128x64.Workspace>;

[RnnModel(64, 128, Topology = Topology.ManyToMany)] [Gru(256)] [Dense(1)]
internal sealed partial class Gru128x256x64 : IMeasuredModel<Gru128x256x64.Workspace>;

[RnnModel(32, 1, Topology = Topology.ManyToMany)] [Gru(16)] [Dense(1)]
internal sealed partial class Gru1x16x32 : IMeasuredModel<Gru1x16x32.Workspace>;

[RnnModel(32, 8, Topology = Topology.ManyToMany)] [Gru(64)] [Dense(1)]
internal sealed partial class Gru8x64x32 : IMeasuredModel<Gru8x64x32.Workspace>;

[RnnModel(50, 1, Topology = Topology.ManyToMany)] [SimpleRnn(20)] [Dense(1)]
internal sealed partial class Rnn1x20x50 : IMeasuredModel<Rnn1x20x50.Workspace>;

[RnnModel(32, 32, Topology = Topology.ManyToMany)] [SimpleRnn(64)] [Dense(1)]
internal sealed partial class Rnn32x64x32 : IMeasuredModel<Rnn32x64x32.Workspace>;

[RnnModel(64, 64, Topology = Topology.ManyToMany)] [SimpleRnn(128)] [Dense(1)]
internal sealed partial class Rnn64x128x64 : IMeasuredModel<Rnn64x128x64.Workspace>;

[RnnModel(64, 128, Topology = Topology.ManyToMany)] [SimpleRnn(256)] [Dense(1)]
internal sealed partial class Rnn128x256x64 : IMeasuredModel<Rnn128x256x64.Workspace>;

[RnnModel(32, 1, Topology = Topology.ManyToMany)] [SimpleRnn(16)] [Dense(1)]
internal sealed partial class Rnn1x16x32 : IMeasuredModel<Rnn1x16x32.Workspace>;

[RnnModel(32, 8, Topology = Topology.ManyToMany)] [SimpleRnn(64)] [Dense(1)]
internal sealed partial class Rnn8x64x32 : IMeasuredModel<Rnn8x64x32.Workspace>;
