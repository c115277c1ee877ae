using System.Globalization;
using RnnGen.Benchmarks.FirstCalls;
using RnnGen.Benchmarks.Generation;
using RnnGen.Benchmarks.Contenders;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["generator"]:
        GenerationCosts.Print(Console.Out);
        return 0;
    case ["peers", .. var rest] when PeerOptions.Parse(rest) is { } options:
        return PeerRun.Start(options);
    case [FirstCallProcess.Mode, var assembly, var type, var calls]: // what the program starts itself with
        return FirstCallProcess.Run(assembly, type, calls);
    default:
        Console.Error.WriteLine($"""
            Usage: dotnet run -c Release --project tests/RnnGen.Benchmarks -- <mode>

              generator    what generating 100 models costs, stage by stage
            {PeerOptions.Usage}
            """);
        return 1;
}
