namespace RnnGen.Benchmarks.Contenders;

/// <summary>What a work is to reach, on one thread and in one run, where something is asked of it.</summary>
/// <param name="Subject">The peer whose time is divided by ours, or <see cref="FmaPeak"/>, or <see cref="OneThread"/>.</param>
/// <param name="Value">The least that will do.</param>
internal sealed record Target(string Subject, double Value)
{
    /// <summary>The share of the peak that is reached.</summary>
    public const string FmaPeak = "FMA peak";

    /// <summary>Time on one thread divided by the time on two or more.</summary>
    public const string OneThread = "one thread";

    private const string OneDnn = "oneDNN", PyTorch = "PyTorch", OnnxRuntime = "ONNX Runtime", RtNeural = "RTNeural";

    public override string ToString() => Subject == FmaPeak ? $"{Subject} ≥ {Value:P0}" : $"{Subject} ≥ {Value:0.##}";

    /// <summary>Targets of a work: the same for every kind of layer that the peer has.</summary>
    public static Target[] Of(Work work) => (work.Pass, work.Inputs, work.Hidden, work.Steps, work.Batch) switch
    {
        (Pass.Training, 1, 20, 50, 32) => [new(OneDnn, 2), new(PyTorch, 10)],
        (Pass.Training, 32, 64, 32, 32) => [new(OneDnn, 1.25), new(PyTorch, 4)],
        (Pass.Training, 64, 128, 64, 32) => [new(OneDnn, 1.2), new(PyTorch, 2.5)],
        (Pass.Training, 128, 256, 64, 64) => [new(OneDnn, 1.1), new(FmaPeak, 0.75)],
        (Pass.Inference, 1, 16, 32, 1) => [new(OneDnn, 4), new(OnnxRuntime, 6)],
        (Pass.Inference, 8, 64, 32, 1) => [new(OneDnn, 1.8), new(OnnxRuntime, 1.8)],
        (Pass.Streaming, _, _, _, _) when work.Cell != Cell.Rnn => [new(RtNeural, 1.2)], // which has no Elman layer
        _ => [],
    };

    /// <summary>What the speed-up by a second thread is to reach.</summary>
    public static Target? OfThreads(Work work) => work is { Pass: Pass.Training, Batch: >= 32 } ? new Target(OneThread, 1.8) : null;

    /// <summary>What was reached; null where the peer did not run.</summary>
    public double? Figure(Comparison comparison, double peak) => Subject switch
    {
        FmaPeak => comparison.OurRate / peak,
        OneThread => comparison.SpeedUp,
        _ => comparison.Ratio(Subject),
    };

    /// <summary>The share of the peak at which the target would be just reached; null where it is not one of ratios, the peer did not run, or it is latency that counts.</summary>
    public double? ShareNeeded(Comparison comparison, double peak) =>
        comparison.Work.Pass == Pass.Training && comparison.Ratio(Subject) is { } ratio ? Value / ratio * comparison.OurRate / peak : null;

    /// <summary>Whether targets are reached, in one word; those that nothing can be said about are left out.</summary>
    /// <param name="targets">Targets of the work.</param>
    /// <param name="comparison">What was measured.</param>
    /// <param name="peak">The rate that a share of the peak refers to.</param>
    /// <param name="others">Targets of another kind: their subjects, and whether they are reached.</param>
    public static string Verdict(IEnumerable<Target> targets, Comparison comparison, double peak, params (string Subject, bool Reached)[] others)
    {
        (string Subject, bool Reached)[] known =
        [
            .. others,
            .. targets.Select(target => (Target: target, Figure: target.Figure(comparison, peak)))
                .Where(static known => known.Figure is not null)
                .Select(known => (Missed(known.Target), known.Figure >= known.Target.Value)),
        ];
        string missed = string.Join(", ", known.Where(static target => !target.Reached).Select(static target => target.Subject));
        return known.Length == 0 ? "" : missed.Length == 0 ? "yes" : "not " + missed;

        string Missed(Target target) => target.ShareNeeded(comparison, peak) is { } share ? $"{target.Subject} ({share:P0})" : target.Subject;
    }
}
