namespace RnnGen.Benchmarks.Generation;

/// <summary>A project with many models, no two alike.</summary>
internal static class ModelSources
{
    private static readonly Func<int, string>[] Layers =
    [
        static units => $"[Lstm({units})] [Lstm({units})] [Dense(1)]",
        static units => $"[Gru({units})] [Dense({units}, Activation = Activation.Tanh)] [Dense(2)]",
        static units => $"[SimpleRnn({units})] [Gru({units}, ResetAfter = false)] [Dense(1)]",
        static units => $"[Lstm({units})] [Dense(3, Activation = Activation.Gelu)]",
    ];

    private static readonly Topology[] Topologies = [Topology.ManyToOne, Topology.ManyToMany, Topology.OneToMany];

    /// <summary>Source files with one model each, of 8 to 39 units and 16 to 115 steps.</summary>
    public static string[] Create(int count) =>
    [
        .. Enumerable.Range(0, count).Select(static index =>
            $"""
            using RnnGen;
            namespace Project;
            [RnnModel(sequenceLength: {16 + (index % 100)}, inputSize: {1 + (index % 7)}, Topology = Topology.{Topologies[index % Topologies.Length]})]
            {Layers[index % Layers.Length](8 + (index * 7 % 32))}
            public partial class Model{index};
            """),
    ];
}
