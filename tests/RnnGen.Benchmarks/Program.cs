using System.Globalization;
using RnnGen.Benchmarks.Generation;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["generator"]:
        GenerationCosts.Print(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("""
            Usage: dotnet run -c Release --project tests/RnnGen.Benchmarks -- <mode>

              generator    what generating 100 models costs, stage by stage
            """);
        return 1;
}
