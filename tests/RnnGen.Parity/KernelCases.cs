using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Reference;

namespace RnnGen.Parity;

/// <summary>Few declarations whose kernels hold every kind of operation, in loops as full as the planner makes them.</summary>
internal static class KernelCases
{
    /// <summary>A block of two vectors and a remainder, at every width; and two sequences, and one, which have code of their own.</summary>
    private const int Blocks = 47, Two = 2, One = 1;

    public static IEnumerable<ParityCase> All => [.. Sizes, .. Activations, .. Losses, .. Stacks, .. Large];

    /// <summary>Cells of less than a vector, of some, and of several tiles.</summary>
    private static IEnumerable<ParityCase> Sizes =>
        from units in (int[])[5, 20, 64]
        from cell in (Func<Declare, Declare>[])[model => model.SimpleRnn(units), model => model.Lstm(units), model => model.Gru(units), model => model.Gru(units, resetAfter: false)]
        select Case("sizes", cell(Declare.Model(3, 3, Topology.ManyToMany)).Dense(2));

    /// <summary>Every activation wherever a layer can have it; cells take it for their gates as well.</summary>
    private static IEnumerable<ParityCase> Activations =>
        from activation in Enum.GetValues<Activation>()
        where activation != Activation.Softmax
        let model = Declare.Model(3, 3)
        from item in (Declare[])
        [
            model.SimpleRnn(7, activation).Dense(2),
            model.Lstm(7, activation, activation).Dense(2),
            model.Gru(7, activation, activation).Dense(2),
            model.Gru(7, activation, activation, resetAfter: false).Dense(9, activation).Dense(3, activation),
        ]
        select Case("activations", item);

    private static IEnumerable<ParityCase> Losses =>
        from loss in Enum.GetValues<Loss>()
        from activation in loss switch
        {
            Loss.CrossEntropy => (Activation[])[Activation.Softmax],
            Loss.BinaryCrossEntropy => [Activation.Sigmoid],
            _ => [Activation.Linear, Activation.Softmax],
        }
        from units in (int[])[3, 40]
        select Case("losses", Declare.Model(2, 2, Topology.ManyToMany, loss).Dense(5, Activation.Softmax).Dense(units, activation));

    /// <summary>Layers above others, inputs that stay the same, loops over blocks of steps.</summary>
    private static IEnumerable<ParityCase> Stacks =>
    [
        Case("stacks", Declare.Model(5, 3, Topology.ManyToMany, Loss.CrossEntropy, 3).Lstm(33).Gru(13).SimpleRnn(8).Dense(10, Activation.Softmax)),
        Case("stacks", Declare.Model(5, 20, Topology.OneToMany).Gru(20).Lstm(20).Dense(2)),
        Case("stacks", Declare.Model(200, 2, Topology.ManyToMany).Lstm(9).Gru(9, resetAfter: false).Dense(1)),
    ];

    /// <summary>More weights than a level-2 cache holds: they are asked for ahead.</summary>
    private static IEnumerable<ParityCase> Large => [Case("large", Declare.Model(2, 3).Lstm(288).Dense(1))];

    private static ParityCase Case(string group, Declare model) => new(group, model, Blocks, Two, One);
}
