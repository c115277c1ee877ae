using System.Diagnostics;
using System.Globalization;
using RnnGen.Parity;

// Compares emitted code with the double-precision reference. Arguments:
//   <models.dll> compile [seed]   generates and compiles the models: once for all widths
//   <models.dll> <bits> [seed] [n] runs them, or every nth, on vectors of that many bits; 0 for whatever this process has
//   RNNGEN_PARITY_GROUP in the environment keeps both of these to the groups of models whose name contains it
//   <models.dll> compile-kernels  the same for the models whose machine code is inspected
//   <models.dll> kernels <bits>   makes each of their calls once and names their kernels; the JIT lists what it compiles
//   <models.dll> compile-long     the same for one model of long sequences
//   <models.dll> long             calls it with one sequence and with many: for a process that may have little memory
const int RandomNetworks = 30;

if (args is not [string path, string action, ..])
{
    Console.WriteLine("Usage: RnnGen.Parity <models.dll> compile|<bits> [seed] [n] | compile-kernels | kernels <bits> | compile-long | long");
    return 2;
}

if (action == "compile-long")
{
    File.WriteAllBytes(path, CompiledModels.Compile([HeapLimitRun.Declaration], maxBatch: 1));
    return 0;
}

if (action == "long")
{
    return HeapLimitRun.Run(new CompiledModels(File.ReadAllBytes(path)));
}

if (action is "compile-kernels" or "kernels")
{
    IReadOnlyList<ParityCase> inspected = ParityCase.Named(KernelCases.All);
    if (action == "compile-kernels")
    {
        File.WriteAllBytes(path, CompiledModels.Compile(inspected.Select(item => item.Declaration), inspected.Max(item => item.Batches.Max())));
        return 0;
    }

    return HasLanes(args[2]) ? KernelRun.Run(inspected, new CompiledModels(File.ReadAllBytes(path))) : 1;
}

ulong seed = args.Length > 2 ? ulong.Parse(args[2], CultureInfo.InvariantCulture) : 1;
string group = Environment.GetEnvironmentVariable("RNNGEN_PARITY_GROUP") ?? "";
IReadOnlyList<ParityCase> cases = ParityCase.Named(EnumeratedCases.All.Concat(RandomCases.Draw(RandomNetworks, seed)).Where(item => item.Group.Contains(group, StringComparison.Ordinal)));
var clock = Stopwatch.StartNew();
string Seconds() => clock.Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + " s";

if (action == "compile")
{
    File.WriteAllBytes(path, CompiledModels.Compile(cases.Select(item => item.Declaration), cases.Max(item => item.Batches.Max())));
    Console.WriteLine($"{cases.Count} models compiled, {RandomNetworks} of them drawn from seed {seed}; {Seconds()}.");
    return 0;
}

if (!HasLanes(action))
{
    return 1;
}

var models = new CompiledModels(File.ReadAllBytes(path));
int every = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 1;
int runs = (cases.Count + every - 1) / every;
var results = new (int Comparisons, IReadOnlyList<string> Failures)[runs];
Parallel.For(0, runs, number =>
{
    int index = number * every;
    var run = new ParityRun(cases[index], models.Create(cases[index].Declaration.Name));
    IReadOnlyList<string> failures = run.Failures(seed: index);
    results[number] = (run.Comparisons, failures);
});
foreach (IReadOnlyList<string> failures in results.Select(result => result.Failures))
{
    // What differs first explains the rest.
    foreach (string failure in failures.Take(3))
    {
        Console.WriteLine(failure);
    }
}

int differ = results.Count(result => result.Failures.Count > 0);
Console.WriteLine($"{runs} models, {results.Sum(result => result.Comparisons)} comparisons; {differ} models differ. Random networks from seed {seed}. {Seconds()}.");
return differ == 0 ? 0 : 1;

// Whether the vectors are what was asked for, or the widest there are below.
static bool HasLanes(string bits)
{
    int requested = int.Parse(bits, CultureInfo.InvariantCulture);
    int expected = requested == 0 ? LaneWidth.Bits : LaneWidth.Expected(requested);
    Console.WriteLine($"Lanes of {LaneWidth.Bits} bits{(expected == requested || requested == 0 ? "" : $", where {requested} were asked for")}.");
    if (LaneWidth.Bits != expected)
    {
        Console.WriteLine($"This machine can have lanes of {expected} bits: the settings for {requested} bits did not take effect.");
    }

    return LaneWidth.Bits == expected;
}
