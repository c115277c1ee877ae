using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Tests.Reference;
using RnnGen.Reference;

namespace RnnGen.Parity;

/// <summary>What the declaration language allows, systematically.</summary>
internal static class EnumeratedCases
{
    /// <summary>Enough samples for a block, at every width; fewer go through the code for single sequences.</summary>
    private const int Block = 13;

    private static readonly int[] AllBatches = [1, 2, 3, 7, 16, 18, 31, 32, 33, 37, 70];

    /// <summary>The layers with states.</summary>
    private static readonly string[] Cells = [.. LayerCases.Kinds.Where(LayerCases.HasStates).Select(static layer => layer.Name)];

    public static IEnumerable<ParityCase> All =>
    [
        .. Layers, .. Activations, .. Outputs, .. Losses, .. Smoothed, .. Batches, .. Sizes, .. Wide, .. Tiled, .. Stacks,
        .. Unrolled, .. Segments, .. Stretches, .. Directions, .. Branches, .. LearntStates, .. Stateful, .. EqualLayers, .. Tokens, .. Truncated, .. OfAnyLength, .. Dropped,
    ];

    /// <summary>Every way to declare each layer; the plain one in every topology.</summary>
    private static IEnumerable<ParityCase> Layers =>
        from layer in LayerCases.All
        from topology in LayerCases.Topologies
        where layer.Case == "default" || topology is (Topology.ManyToOne or Topology.ManyToMany, null)
        let model = LayerCases.Model(topology.Topology, topology.OutputSteps, Loss.MeanSquaredError, layer)
        select new ParityCase($"layers, {layer.Kind} {layer.Case}", Ended(model), 3);

    /// <summary>
    /// Every activation of every cell: each leaves something else in memory for the backward pass. Two steps, because three of an LSTM with
    /// exponentials overflow.
    /// </summary>
    private static IEnumerable<ParityCase> Activations =>
    [
        .. from activation in Enum.GetValues<Activation>()
           where activation != Activation.Softmax
           from layer in LayerCases.Kinds
           where LayerCases.HasStates(layer)
           from option in layer.Options.OfType<ActivationOption>()
           let arguments = LayerCases.Required(layer).Append((option.Name, activation)).ToArray()
           select new ParityCase($"activations, {activation}", Declare.Model(2, 2, Topology.ManyToMany).Layer(layer.Name, arguments).Dense(1), Block),
    ];

    /// <summary>Layers other than dense ones that may end a network, as its last.</summary>
    private static IEnumerable<ParityCase> Outputs =>
        from layer in LayerCases.All
        where layer.Kind != "Dense" && LayerRegistry.Find(layer.Kind)!.MayBeLast
        from topology in LayerCases.Topologies
        from loss in (Loss[])[Loss.MeanSquaredError, Loss.Huber]
        select new ParityCase("outputs", LayerCases.Model(topology.Topology, topology.OutputSteps, loss, layer), Block, 33);

    private static IEnumerable<ParityCase> Losses =>
        from loss in Enum.GetValues<Loss>()
        from topology in LayerCases.Topologies
        let model = LayerCases.Model(topology.Topology, topology.OutputSteps, loss, ("Gru", "default"))
        select new ParityCase("losses", Ended(model), Block, 33);

    /// <summary>Class ids that are smoothed.</summary>
    private static IEnumerable<ParityCase> Smoothed =>
        from topology in LayerCases.Topologies
        from smoothing in (double[])[0.1, 0.9]
        let model = LayerCases.Model(topology.Topology, topology.OutputSteps, Loss.CrossEntropy, ("Gru", "default"))
        select new ParityCase("smoothed", model.Smoothed(smoothing), Block, 33);

    private static IEnumerable<ParityCase> Batches =>
        from cell in Cells
        select new ParityCase("batches", Declare.Model(5, 3, Topology.ManyToMany).Layer(cell, ("Units", 9)).Dense(2), AllBatches);

    /// <summary>Around multiples of tiles and vectors.</summary>
    private static IEnumerable<ParityCase> Sizes =>
        from cell in Cells
        from units in (int[])[1, 2, 5, 8, 13, 16, 17, 33, 48]
        let inputs = (units * 7 % 11) + 1
        let outputs = (units % 4) + 1
        select new ParityCase("sizes", Declare.Model(3, inputs, Topology.ManyToMany).Layer(cell, ("Units", units)).Dense(outputs), Block);

    /// <summary>Beyond what one method of a step may hold, and inputs of many features.</summary>
    private static IEnumerable<ParityCase> Wide =>
    [
        .. from cell in Cells
           from units in (int[])[100, 131]
           select new ParityCase("wide", Declare.Model(3, 70, Topology.ManyToMany).Layer(cell, ("Units", units)).Dense(3), 3),
        new("wide", Declare.Model(2, 300).Gru(4).Dense(2), 3),
        new("wide", Declare.Model(2, 3, Topology.ManyToMany, Loss.CrossEntropy).Lstm(5).Dense(150, Activation.Softmax), 3, 33),
        new("wide", Declare.Model(2, 90, Topology.OneToMany).Dense(257, Activation.Tanh).SimpleRnn(5).Dense(40), 3),
    ];

    /// <summary>Units whose weights are packed in tiles: one tile to a gate, two, and three.</summary>
    private static IEnumerable<ParityCase> Tiled =>
    [
        .. from cell in Cells
           from units in (int[])[64, 128]
           select new ParityCase("tiled", Declare.Model(4, 3, Topology.ManyToMany).Layer(cell, ("Units", units)).Dense(1), 1, Block),
        new("tiled", Declare.Model(3, 1, Topology.ManyToMany).Dense(192, Activation.Tanh).Lstm(64).Gru(64).Dense(2), 1, Block),
    ];

    private static IEnumerable<ParityCase> Stacks =>
    [
        .. from lower in Cells
           from upper in LayerCases.Kinds.Where(static layer => layer.SizeOption is not null).Select(static layer => layer.Name)
           from topology in (Topology[])[Topology.ManyToOne, Topology.ManyToMany, Topology.OneToMany]
           select new ParityCase("stacks", Declare.Model(5, 2, topology).Layer(lower, ("Units", 5)).Layer(upper, ("Units", 6)).Dense(2), Block),
        new("stacks", Declare.Model(6, 3, Topology.ManyToMany, Loss.CrossEntropy, 3).Lstm(7).Gru(5).SimpleRnn(4).Dense(3, Activation.Softmax), 1, 33),
        new("stacks",
            Declare.Model(6, 3, loss: Loss.BinaryCrossEntropy).Dense(5, Activation.Tanh).Lstm(4)
                .Dense(6, Activation.Relu).Gru(3).Dense(2, Activation.Sigmoid), 1, 33),
        new("stacks", Declare.Model(4, 3, Topology.ManyToMany).Dense(5).Dense(4, Activation.Softmax).Dense(2, Activation.Softmax), 2, 33),
        new("stacks", Declare.Model(1, 9, Topology.OneToOne).Lstm(4).Lstm(5).Dense(3), 1, 33),
    ];

    /// <summary>Loops in place of straight lines, and what they leave over at either end.</summary>
    private static IEnumerable<ParityCase> Unrolled =>
    [
        .. from cell in Cells
           from steps in (int[])[1, 2, 3, 10]
           from unroll in (int[])[0, 1, 3, 7, 1000]
           select new ParityCase("unrolled",
               Declare.Model(steps, 2, steps % 2 == 0 ? Topology.ManyToMany : Topology.ManyToOne).Layer(cell, ("Units", 4)).Dense(1).Unroll(unroll), 3),
        .. from cell in Cells
           from unroll in (int[])[0, 1, 7]
           select new ParityCase("unrolled", Declare.Model(10, 2, Topology.OneToMany).Layer(cell, ("Units", 4)).Lstm(3).Dense(1).Unroll(unroll), 3),
        .. from cell in Cells
           from steps in (int[])[200, 300]
           from unroll in (int[])[0, 1, 7, 1000]
           select new ParityCase("long",
               Declare.Model(steps, 2, steps == 200 ? Topology.ManyToMany : Topology.ManyToOne, outputSteps: steps == 200 && unroll == 7 ? 5 : null)
                   .Layer(cell, ("Units", 3)).Dense(1).Unroll(unroll), 2),
        new("long", Declare.Model(200, 1, Topology.OneToMany).Gru(3).Lstm(2).Dense(1), 2),
        new("long", Declare.Model(300, 2, Topology.ManyToMany, Loss.CrossEntropy).Lstm(3).Gru(3).Dense(3, Activation.Softmax).Unroll(3), 2),
    ];

    /// <summary>
    /// So many rows that the backward pass is cut: equal segments, a shorter last one, layers that are cut and some that are not, ends of all kinds.
    /// </summary>
    private static IEnumerable<ParityCase> Segments =>
    [
        .. from cell in Cells
           from units in (int[])[60, 300]
           from topology in (Topology[])[Topology.ManyToOne, Topology.ManyToMany]
           select new ParityCase("segments", Declare.Model(units == 60 ? 75 : 17, 2, topology).Layer(cell, ("Units", units)).Dense(1), 1, 33),
        .. from unroll in (int[])[1, 3, 1000]
           select new ParityCase("segments", Declare.Model(70, 2, Topology.ManyToMany).Lstm(40).Gru(30).Dense(2).Unroll(unroll), 1, Block),
        new("segments", Declare.Model(70, 1, Topology.OneToMany).Gru(40).SimpleRnn(4).Dense(70, Activation.Tanh).Dense(1), Block),
        new("segments", Declare.Model(80, 2, Topology.ManyToMany, outputSteps: 5).Dense(90, Activation.Tanh).Lstm(20).Lstm(20).Dense(2), Block),
        new("segments", Declare.Model(600, 1).Lstm(64).Dense(1), 1),
    ];

    /// <summary>
    /// Layers that share kernels: all of them where every layer is alike, some where the first takes other inputs; with parameters that are packed
    /// with padding, without, in tiles, and, where there is a single row, partly not at all.
    /// </summary>
    private static IEnumerable<ParityCase> EqualLayers =>
    [
        .. from cell in Cells
           from units in (int[])[1, 5, 16, 64]
           from inputs in (int[])[3, units]
           from topology in (Topology[])[Topology.ManyToOne, Topology.ManyToMany, Topology.OneToMany]
           where units == 5 || topology != Topology.OneToMany
           select new ParityCase("equal layers", Equal(Declare.Model(3, inputs, topology), cell, units, 3).Dense(1), 1, 2, Block),
        .. from cell in Cells
           select new ParityCase("equal layers", Equal(Declare.Model(40, 3, Topology.ManyToMany), cell, 20, 5).Dense(3).Dense(3).Dense(3), 1, Block, 33),
        new("equal layers", Declare.Model(4, 3, Topology.ManyToMany).Lstm(5).Gru(5).Lstm(5).Gru(5).Lstm(5).Dense(2), 1, Block),
        new("equal layers",
            Declare.Model(1, 4, Topology.OneToOne).Dense(4, Activation.Tanh).Dense(4, Activation.Tanh).Dense(4, Activation.Tanh).Dense(4), 1, Block),
        new("equal layers", Declare.Model(3, 1, Topology.ManyToMany).Dense(1).Dense(1).SimpleRnn(1).SimpleRnn(1).Dense(1).Dense(1), 1, Block),
    ];

    private static Declare Equal(Declare model, string cell, int units, int layers) =>
        Enumerable.Range(0, layers).Aggregate(model, (stack, _) => stack.Layer(cell, ("Units", units)));

    /// <summary>A network ends with a dense layer.</summary>
    private static Declare Ended(Declare model) => model.Declaration.Layers[^1].Kind == "Dense" ? model : model.Dense(2);

    /// <summary>Sequences so long that predictions go through them in stretches: as batches, and as single sequences of many units.</summary>
    private static IEnumerable<ParityCase> Stretches =>
    [
        new("stretches", Declare.Model(301, 3).Lstm(24).Gru(17).Dense(2), Block),
        new("stretches", Declare.Model(260, 2, Topology.ManyToMany).Dense(5).Lstm(40).SimpleRnn(30), Block),
        new("stretches", Declare.Model(260, 2, Topology.OneToMany, Loss.CrossEntropy, outputSteps: 3).Gru(60).Dense(4, Activation.Softmax), Block),
        new("stretches", Declare.Model(300, 2).Lstm(256).Dense(1), 2),
    ];

    /// <summary>Bidirectional layers: every cell and merge, of sizes that fill vectors and do not, one above the other, under and above others.</summary>
    private static IEnumerable<ParityCase> Directions =>
    [
        .. from cell in Cells
           from merge in Enum.GetValues<Merge>()
           from units in (int[])[3, 16, 21]
           from topology in (Topology[])[Topology.ManyToOne, Topology.ManyToMany]
           select new ParityCase("directions", Both(Declare.Model(5, 2, topology), cell, units, merge).Dense(2), 2, Block),
        new("directions",
            Both(Both(Declare.Model(6, 3, Topology.ManyToMany, Loss.CrossEntropy, 3), "Lstm", 7), "Gru", 5, Merge.Sum).Dense(3, Activation.Softmax), 1, 33),
        new("directions", Both(Declare.Model(6, 3).Gru(4), "Lstm", 5).SimpleRnn(6).Dense(2), 1, 33),
        new("directions", Both(Declare.Model(6, 3, Topology.OneToMany), "SimpleRnn", 5), 1, 33),
        new("directions", Both(Both(Declare.Model(80, 2, Topology.ManyToMany), "Lstm", 60), "Lstm", 30).Dense(1), 1, Block),
        new("directions", Both(Declare.Model(200, 1), "Gru", 70).Dense(1), Block),
        new("directions", Both(Declare.Model(1, 3, Topology.OneToOne), "Lstm", 5).Dense(2), 3),
    ];

    /// <summary>Layers that read others than the one above, and layers that join several.</summary>
    private static IEnumerable<ParityCase> Branches =>
    [
        .. from cell in Cells
           from units in (int[])[4, 16, 19]
           from topology in (Topology[])[Topology.ManyToOne, Topology.ManyToMany, Topology.OneToMany]
           select new ParityCase(
               "branches",
               Joined("Add", Declare.Model(5, 2, topology).Layer(cell, ("Units", units), ("Name", "below"))
                   .Layer(cell, ("Units", units), ("Name", "above")), "below", "above").Dense(2), 2, Block),
        new("branches",
            Joined("Concatenate", Declare.Model(5, 3, Topology.ManyToMany).Lstm(5).Dense(4, Activation.Tanh), "lstm1", "input", "dense1")
                .Gru(6).Dense(2), 1, 33),
        new("branches", Joined("Multiply", Declare.Model(5, 3).Dense(17).Layer("Gru", ("Units", 17), ("From", "input")), "gru1", "dense1").Dense(2), 1, 33),
        new("branches", Joined("Add", Declare.Model(5, 3, Topology.ManyToMany).Lstm(3), "lstm1", "input"), 1, 33),
        new("branches", Joined("Concatenate", Declare.Model(4, 20, Topology.ManyToMany).Gru(20).Gru(24), "gru1", "gru2", "input").Dense(1), 2, Block),
        new("branches", Joined("Add", Declare.Model(90, 2, Topology.ManyToMany).Lstm(50).Lstm(50).Lstm(50), "lstm1", "lstm2", "lstm3").Dense(1), 1, Block),
    ];

    /// <summary>States that are parameters.</summary>
    private static IEnumerable<ParityCase> LearntStates =>
    [
        .. from cell in Cells
           from units in (int[])[3, 20]
           from topology in (Topology[])[Topology.ManyToOne, Topology.ManyToMany, Topology.OneToMany]
           select new ParityCase("learnt states", Declare.Model(4, 2, topology).Layer(cell, ("Units", units), ("LearnInitialState", true)).Dense(2), 2, Block),
        new("learnt states",
            Declare.Model(4, 2)
                .Layer("Lstm", ("Units", 5), ("LearnInitialState", true), ("Bidirectional", true))
                .Layer("Gru", ("Units", 5), ("LearnInitialState", true)).Dense(2), 1, 33),
        new("learnt states", Declare.Model(1, 3, Topology.OneToOne).Layer("Gru", ("Units", 5), ("LearnInitialState", true)).Dense(2), 3),
    ];

    /// <summary>States that the caller gives and gets.</summary>
    private static IEnumerable<ParityCase> Stateful =>
    [
        .. from cell in Cells
           from units in (int[])[3, 20]
           from topology in Enum.GetValues<Topology>()
           select new ParityCase("stateful",
               Declare.Model(topology == Topology.OneToOne ? 1 : 4, 2, topology).Layer(cell, ("Units", units)).Dense(2).Stateful(), 2, Block),
        new("stateful", Both(Declare.Model(5, 2, Topology.ManyToMany), "Lstm", 6).Gru(17).SimpleRnn(3).Stateful(), 1, 33),
        new("stateful", Declare.Model(80, 2, Topology.ManyToMany, outputSteps: 3).Lstm(40).Dense(6).Gru(30).Dense(2).Stateful(), 1, Block),
        new("stateful", Declare.Model(1, 3, Topology.OneToOne).Lstm(18).Stateful(), 2, Block),
        new("stateful", Declare.Model(301, 3).Lstm(24).Gru(17).Dense(2).Stateful(), Block),
    ];

    /// <summary>Inputs that are token ids: rows that fill vectors, do not, and are gathered in pieces; few tokens, so that rows are read several times, and one that does not learn.</summary>
    private static IEnumerable<ParityCase> Tokens =>
    [
        .. from cell in Cells
           from size in (int[])[1, 5, 16, 70]
           from topology in (Topology[])[Topology.ManyToOne, Topology.ManyToMany, Topology.OneToMany]
           select new ParityCase("tokens", Declare.Tokens(5, 7, size, topology, paddingIndex: size == 5 ? 3 : null).Layer(cell, ("Units", 9)).Dense(2), 2, Block, 33),
        new("tokens", Declare.Tokens(6, 4, 3, Topology.ManyToMany, Loss.CrossEntropy, paddingIndex: 0).Lstm(7).Dense(4, Activation.Softmax), 1, 33),
        new("tokens", Declare.Tokens(6, 40, 6, loss: Loss.BinaryCrossEntropy).Gru(7).Dense(1, Activation.Sigmoid), 1, Block, 70),
        new("tokens", Both(Declare.Tokens(6, 9, 5, Topology.ManyToMany), "Lstm", 6).Dense(2), 1, 33),
        new("tokens", Joined("Concatenate", Declare.Tokens(5, 9, 6).Lstm(5), "lstm1", "embedding1").Dense(2), 1, 33),
        new("tokens", Declare.Tokens(5, 9, 6).Dense(3), 1, 33),
        new("tokens", Declare.Tokens(1, 9, 6, Topology.OneToOne).Gru(5).Dense(2).Stateful(), 1, Block),
        new("tokens", Declare.Tokens(5, 9, 6, Topology.ManyToMany).Lstm(5).Dense(2).Stateful(), 2, 33),
        new("tokens", Declare.Tokens(260, 12, 30, Topology.ManyToMany).Lstm(40).Dense(1), 1, Block),
    ];

    /// <summary>Gradients that are cut: in both directions, in loops and segments, where nothing reaches the first steps, and with states that are learnt or given.</summary>
    private static IEnumerable<ParityCase> Truncated =>
    [
        .. from cell in Cells
           from topology in (Topology[])[Topology.ManyToOne, Topology.ManyToMany, Topology.OneToMany]
           from steps in (int[])[1, 3, 5, 9]
           select new ParityCase("truncated", Declare.Model(9, 2, topology).Layer(cell, ("Units", 5)).Dense(2).Truncated(steps), 2, Block),
        new("truncated", Both(Declare.Model(8, 3, Topology.ManyToMany), "Lstm", 6).Gru(7).Dense(2).Truncated(3), 1, 33),
        new("truncated", Declare.Model(40, 2, Topology.ManyToMany, outputSteps: 3).Lstm(6).Gru(7).Dense(2).Truncated(7).Unroll(3), 1, Block),
        new("truncated", Declare.Model(80, 2, Topology.ManyToMany).Lstm(60).Dense(1).Truncated(9), 1, Block),
        new("truncated", Declare.Model(9, 2).Layer("Gru", ("Units", 5), ("LearnInitialState", true)).Dense(2).Truncated(4), 2, Block),
        new("truncated", Declare.Model(9, 2, Topology.ManyToMany).Layer("Lstm", ("Units", 5), ("LearnInitialState", true)).Dense(2).Truncated(4), 2, Block),
        new("truncated", Declare.Model(9, 2, Topology.ManyToMany).Lstm(5).Dense(2).Stateful().Truncated(4), 2, Block),
        new("truncated", Declare.Model(9, 2).Lstm(5).Dense(2).Stateful().Truncated(4), 2, Block),
        new("truncated", Both(Declare.Model(18, 2).SimpleRnn(5).SimpleRnn(6), "SimpleRnn", 3).Dense(2).Truncated(8), 2, Block),
        new("truncated", Both(Declare.Model(18, 2).Dense(5).SimpleRnn(6), "SimpleRnn", 3).Dense(2).Truncated(8), 2, Block),
        new("truncated", Both(Declare.Model(120, 2).Lstm(50).Dense(40).Gru(30), "SimpleRnn", 30).Dense(2).Truncated(25), 1, Block),
    ];

    /// <summary>Sequences of different lengths: in either direction, in loops and stretches, with states that are learnt, and outputs that some samples do not have.</summary>
    private static IEnumerable<ParityCase> OfAnyLength =>
    [
        .. from cell in Cells
           from units in (int[])[3, 16, 20]
           from topology in (Topology[])[Topology.ManyToOne, Topology.ManyToMany]
           from isBoth in (bool[])[false, true]
           select new ParityCase("lengths", (isBoth ? Both(Declare.Model(6, 2, topology), cell, units) : Declare.Model(6, 2, topology).Layer(cell, ("Units", units)))
               .Dense(2).OfAnyLength(), 2, Block, 80),
        new("lengths", Both(Both(Declare.Model(7, 3, Topology.ManyToMany), "Lstm", 6), "Gru", 5, Merge.Sum).Dense(2).OfAnyLength(), 1, 33, 96),
        new("lengths", Both(Declare.Tokens(6, 9, 5, Topology.ManyToMany, Loss.CrossEntropy, paddingIndex: 0), "Lstm", 6).Dense(4, Activation.Softmax).OfAnyLength(), 1, 33),
        new("lengths", Both(Declare.Tokens(9, 9, 5, loss: Loss.BinaryCrossEntropy), "Gru", 6).Dense(1, Activation.Sigmoid).OfAnyLength(), 2, Block),
        new("lengths", Declare.Model(8, 2, Topology.ManyToMany, outputSteps: 3).Lstm(6).Dense(2).Gru(7).Dense(2).OfAnyLength(), 3, Block),
        new("lengths", Declare.Model(6, 2, Topology.ManyToMany).Dense(3).OfAnyLength(), 3, Block),
        new("lengths", Declare.Model(9, 2).Layer("Lstm", ("Units", 5), ("LearnInitialState", true), ("Bidirectional", true)).Dense(2).OfAnyLength(), 2, Block, 80),
        new("lengths", Declare.Model(9, 2, Topology.ManyToMany).Layer("Gru", ("Units", 5), ("LearnInitialState", true)).Dense(2).OfAnyLength().Truncated(4), 2, Block, 80),
        new("lengths", Joined("Add", Declare.Model(5, 2, Topology.ManyToMany).Lstm(4, name: "below").Lstm(4, name: "above"), "below", "above").Dense(2).OfAnyLength(), 2, Block),
        new("lengths", Both(Declare.Model(60, 2), "Lstm", 50).Lstm(30).Dense(1).OfAnyLength(), 1, 80),
        new("lengths", Declare.Model(250, 1, Topology.ManyToMany).Gru(40).Dense(1).OfAnyLength(), 2, 80),
        new("lengths", Declare.Model(9, 2).Layer("Gru", ("Units", 5), ("ResetAfter", false)).Layer("Lstm", ("Units", 5), ("RecurrentDropout", 0.2)).Dense(2).OfAnyLength(), 2, 80),
        new("lengths", Joined("Concatenate", Declare.Model(7, 3, Topology.ManyToMany).Lstm(5).Layer("Gru", ("Units", 5), ("From", "lstm1")), "lstm1", "gru1").Dense(2).OfAnyLength(), 2, 80),
        new("lengths", Declare.Model(6, 2).SimpleRnn(3).OfAnyLength().Unroll(2), 2, Block),
    ];

    /// <summary>Values that training drops: of layers, of inputs, and of what the step before has said.</summary>
    private static IEnumerable<ParityCase> Dropped =>
    [
        .. from cell in Cells
           from units in (int[])[3, 20]
           from topology in (Topology[])[Topology.ManyToOne, Topology.ManyToMany, Topology.OneToMany]
           select new ParityCase("dropout", Declare.Model(5, 3, topology).Layer(cell, ("Units", units), ("Dropout", 0.3), ("RecurrentDropout", 0.4))
               .Layer("Dropout", ("Rate", 0.5)).Dense(2), 2, Block, 33),
        new("dropout", Declare.Model(5, 3).Layer("Gru", ("Units", 9), ("ResetAfter", false), ("RecurrentDropout", 0.25)).Dense(2), 2, Block),
        new("dropout", Declare.Tokens(6, 9, 5, Topology.ManyToMany).Layer("Dropout", ("Rate", 0.2))
            .Layer("Lstm", ("Units", 6), ("Bidirectional", true), ("Dropout", 0.2), ("RecurrentDropout", 0.2)).Dense(2).OfAnyLength(), 1, 33),
        new("dropout", Declare.Model(4, 2).Layer("Dropout", ("Rate", 0)).Dense(3).Layer("Dropout", ("Rate", 0.99)).Dense(1), 1, Block),
        new("dropout", Declare.Model(80, 2, Topology.ManyToMany).Layer("Lstm", ("Units", 60), ("RecurrentDropout", 0.5)).Layer("Dropout", ("Rate", 0.5)).Lstm(20).Dense(1), 1, Block),
        new("dropout", Declare.Model(250, 1).Layer("Gru", ("Units", 40), ("Dropout", 0.1)).Layer("Dropout", ("Rate", 0.5)).Dense(1), 2, Block),
    ];

    private static Declare Both(Declare model, string cell, int units, Merge? merge = null) =>
        model.Layer(cell, ("Units", units), ("Bidirectional", true), ("Merge", merge));

    private static Declare Joined(string kind, Declare model, params string[] names) => model.Layer(kind, ("Layers", new EquatableArray<string>(names)));
}
