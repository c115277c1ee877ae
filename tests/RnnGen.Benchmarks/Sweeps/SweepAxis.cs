using RnnGen.Benchmarks.Contenders;

namespace RnnGen.Benchmarks.Sweeps;

/// <summary>One size of a layer that varies while the others stay at <see cref="Middle"/>.</summary>
/// <param name="Name">What varies.</param>
/// <param name="Sizes">Its values.</param>
/// <param name="At">The work with a value.</param>
internal sealed record SweepAxis(string Name, IReadOnlyList<int> Sizes, Func<int, Work> At)
{
    public static Work Middle { get; } = new(Cell.Lstm, Inputs: 32, Hidden: 64, Steps: 32, Batch: 32, Pass.Training);

    public static IReadOnlyList<SweepAxis> All { get; } =
    [
        new("hidden", [8, 16, 32, 64, 128, 256, 512], static size => Middle with { Hidden = size }),
        new("batch", [1, 2, 4, 8, 16, 32, 64, 128, 256], static size => Middle with { Batch = size }),
        new("steps", [8, 16, 32, 64, 128, 256], static size => Middle with { Steps = size }),
    ];

    /// <summary>The name of a point, for <c>--only</c>.</summary>
    public string PointName(int size) => $"{At(size).Name}, sweep of {Name}";
}
