using System.Diagnostics;
using System.Globalization;
using RnnGen.Generator.Declarations;
using RnnGen.Parity;

// Compares emitted code with the double-precision reference. Arguments:
//   <models.dll> compile [seed]         generates and compiles the models of all that follows: once for all widths
//   <models.dll> prepare [seed]         the same, and writes what the reference expects of them to <models.dll>.expected: once for all widths, too
//   <models.dll> <bits> [seed] [n/m]    runs them on vectors of that many bits, or of what this process has for 0; with a share only every m-th of them, from the n-th
//   <models.dll> kernels <bits>         makes each call of the models whose machine code is inspected once and names their kernels; the JIT lists what it compiles
//   <models.dll> long                   calls models of long sequences with one sequence and with many: for a process that may have little memory
//   RNNGEN_PARITY_GROUP in the environment keeps the first three to the groups of models whose name contains it
const int RandomNetworks = 30;

if (args is not [string path, string action, ..])
{
    Console.WriteLine("Usage: RnnGen.Parity <models.dll> compile [seed] | prepare [seed] | <bits> [seed] [n/m] | kernels <bits> | long");
    return 2;
}

if (action == "long")
{
    return HeapLimitRun.Run(new CompiledModels(path));
}

IReadOnlyList<ParityCase> inspected = ParityCase.Named("Inspected", KernelCases.All);
if (action == "kernels")
{
    return HasVectors(args[2]) ? KernelRun.Run(inspected, new CompiledModels(path)) : 1;
}

ulong seed = args.Length > 2 ? ulong.Parse(args[2], CultureInfo.InvariantCulture) : 1;
string group = Environment.GetEnvironmentVariable("RNNGEN_PARITY_GROUP") ?? "";
IReadOnlyList<ParityCase> cases = ParityCase.Named(
    "Model", EnumeratedCases.All.Concat(RandomCases.Draw(RandomNetworks, seed)).Where(item => item.Group.Contains(group, StringComparison.Ordinal)));
var clock = Stopwatch.StartNew();
string Seconds() => clock.Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + " s";

if (action is "compile" or "prepare")
{
    ModelDeclaration[] compiled = [.. cases.Concat(group.Length == 0 ? inspected : []).Select(item => item.Declaration), .. HeapLimitRun.Declarations];
    ExpectedFile.Delete(path);
    CompiledModels.Compile(path, compiled);
    Console.WriteLine($"{compiled.Length} models compiled, {RandomNetworks} of them drawn from seed {seed}; {Seconds()}.");
    if (action == "prepare")
    {
        ExpectedFile.Write(path, cases);
        Console.WriteLine($"What is expected of {cases.Count} of them computed; {Seconds()}.");
    }

    return 0;
}

if (!HasVectors(action))
{
    return 1;
}

var models = new CompiledModels(path);
var expected = new ExpectedFile(path, cases);
int[] share = args.Length > 3 ? [.. args[3].Split('/').Select(number => int.Parse(number, CultureInfo.InvariantCulture))] : [1, 1];
int[] run = [.. Enumerable.Range(0, cases.Count).Where(index => index % share[1] == share[0] - 1)];
var results = new (int Comparisons, IReadOnlyList<string> Failures)[run.Length];
Parallel.For(0, run.Length, number =>
{
    int index = run[number];
    ParityCase item = cases[index];
    var comparison = new ParityRun(item, models.Create(item.Declaration.Name, item.Batches.Max()));
    IReadOnlyList<string> failures = comparison.Failures(expected.Of(index));
    results[number] = (comparison.Comparisons, failures);
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
Console.WriteLine(
    $"{run.Length} models, {results.Sum(result => result.Comparisons)} comparisons{(expected.IsThere ? " with what was prepared" : "")}; " +
    $"{differ} models differ. Random networks from seed {seed}. {Seconds()}.");
return differ == 0 ? 0 : 1;

// Whether the vectors are what was asked for, or the widest there are below.
static bool HasVectors(string bits)
{
    int requested = int.Parse(bits, CultureInfo.InvariantCulture);
    int expected = requested == 0 ? VectorWidth.Bits : VectorWidth.Expected(requested);
    Console.WriteLine($"Vectors of {VectorWidth.Bits} bits{(expected == requested || requested == 0 ? "" : $", where {requested} were asked for")}.");
    if (VectorWidth.Bits != expected)
    {
        Console.WriteLine($"This machine can have vectors of {expected} bits: the settings for {requested} bits did not take effect.");
    }

    return VectorWidth.Bits == expected;
}
