using System.Diagnostics;
using System.Globalization;
using RnnGen.Parity;

// Arguments: the width in bits to insist on, or 0.
int requested = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 0;
Console.WriteLine($"Lanes of {LaneWidth.Bits} bits.");
if (requested != 0 && LaneWidth.Bits != LaneWidth.Expected(requested))
{
    Console.WriteLine($"Expected lanes of {LaneWidth.Expected(requested)} bits.");
    return 1;
}

var clock = Stopwatch.StartNew();
IReadOnlyList<ParityCase> cases = ParityCase.Named(EnumeratedCases.All);
CompiledModels models = CompiledModels.Compile(cases.Select(item => item.Declaration), cases.Max(item => item.Batches.Max()));
Console.WriteLine($"{cases.Count} models compiled in {clock.Elapsed.TotalSeconds:F1} s.");
int comparisons = 0;
int failed = 0;
foreach (ParityCase item in cases)
{
    var run = new ParityRun(item, models.Create(item.Declaration.Name));
    IReadOnlyList<string> failures = run.Failures(seed: 1);
    comparisons += run.Comparisons;
    failed += failures.Count > 0 ? 1 : 0;
    foreach (string failure in failures)
    {
        Console.WriteLine(failure);
    }
}

Console.WriteLine($"{cases.Count} models, {comparisons} comparisons, {failed} models differ; {clock.Elapsed.TotalSeconds:F1} s.");
return failed == 0 ? 0 : 1;
