using System.Globalization;
using RnnGen.Benchmarks.Generation;
using RnnGen.Benchmarks.Peers;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["generator"]:
        GenerationCosts.Print(Console.Out);
        return 0;
    case ["peers", .. var rest] when PeerOptions.Parse(rest) is { } options:
        return PeerRun.Start(options);
    default:
        Console.Error.WriteLine($"""
            Usage: dotnet run -c Release --project tests/RnnGen.Benchmarks -- <mode>

              generator    what generating 100 models costs, stage by stage
            {PeerOptions.Usage}
            """);
        return 1;
}
