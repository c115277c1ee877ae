using System.Globalization;
using RnnGen.Benchmarks.FirstCalls;
using RnnGen.Benchmarks.Generation;
using RnnGen.Benchmarks.Measurement;

namespace RnnGen.Benchmarks.Unrolling;

/// <summary>A network that is emitted with several values of <c>Unroll</c>.</summary>
/// <param name="Layer">The recurrent layer's attribute.</param>
/// <param name="Steps">Time steps.</param>
internal sealed record UnrolledModel(string Layer, int Steps)
{
    public const int Batch = 32;

    private static readonly int[] Blocks = [1, 4, 16, 64];

    public static IReadOnlyList<UnrolledModel> All { get; } =
        [new("Lstm(16)", 32), new("Lstm(16)", 512), new("SimpleRnn(8)", 256), new("Gru(32)", 128), new("Lstm(64)", 64)];

    public string Title => $"`Unroll` of {Layer}, {Steps} steps";

    public string Name => $"{Layer}, {Steps} steps, unrolling";

    /// <summary>Figures of every value, which take turns.</summary>
    /// <param name="rounds">How to measure time.</param>
    /// <param name="starts">Processes in which the first call is measured.</param>
    public List<UnrollFigures> Measure(Rounds rounds, int starts)
    {
        string chosen = Emitted(Declare(0));
        int[] values = [.. Blocks.Where(block => block < Steps), Steps];
        (int Value, string Source)[] sources = [.. values.Select(value => (value, Emitted(Declare(value))))];
        if (!sources.Any(source => source.Source == chosen))
        {
            sources = [(0, chosen), .. sources];
        }

        DeclaredModel[] declarations = [.. sources.Select(source => Declare(source.Value))];
        using var assembly = new CompiledModels(declarations);
        FirstCallProcess.Start(assembly.File, declarations[0].FullName, FirstCallKind.ComputeGradients); // files are in memory from here on
        Timing[] times = rounds.Measure([.. declarations.Select(declaration => Contender(assembly.Create(declaration)))]);
        OwnProcess.AwaitQuiet();
        return
        [
            .. sources.Select((source, index) => new UnrollFigures(
                source.Value,
                times[index],
                Timing.Of([.. Enumerable.Range(0, starts).Select(_ => FirstCallProcess.Start(assembly.File, declarations[index].FullName, FirstCallKind.ComputeGradients).All)]),
                System.Text.Encoding.UTF8.GetByteCount(source.Source),
                source.Source == chosen)),
        ];
    }

    private static TimedAction Contender(IRnnModel<float, float> model)
    {
        var random = new Random(1);
        float[] inputs = [.. Enumerable.Range(0, Batch * model.InputsPerSample).Select(_ => (2 * random.NextSingle()) - 1)];
        float[] targets = [.. Enumerable.Range(0, Batch * model.TargetsPerSample).Select(_ => random.NextSingle())];
        var gradients = new float[model.Parameters.Length];
        var contender = new TimedAction(() => model.ComputeGradients(inputs, targets, gradients));
        contender.WarmUp();
        return contender;
    }

    /// <summary>All that is emitted, with the same name for every value.</summary>
    private static string Emitted(DeclaredModel declaration) =>
        string.Concat(GeneratorRun.Over(Project.Create([(declaration with { Name = "Model" }).Source])).Files);

    private DeclaredModel Declare(int unroll) => new(
        string.Create(CultureInfo.InvariantCulture, $"Unroll{unroll}"),
        string.Create(CultureInfo.InvariantCulture, $"[RnnModel({Steps}, 8, Unroll = {unroll})] [{Layer}] [Dense(1)]"));
}

/// <summary>Figures of one value; times in nanoseconds.</summary>
/// <param name="Unroll">The value; 0 if the choice is none of those that are tried.</param>
/// <param name="Time">Of a call.</param>
/// <param name="FirstCall">Of the first call in a process.</param>
/// <param name="Bytes">Emitted source.</param>
/// <param name="Chosen">Whether this is what the generator chooses.</param>
internal sealed record UnrollFigures(int Unroll, Timing Time, Timing FirstCall, int Bytes, bool Chosen);
