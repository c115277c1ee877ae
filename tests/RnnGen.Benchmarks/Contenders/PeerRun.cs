using RnnGen.Benchmarks.Builds;
using RnnGen.Benchmarks.FirstCalls;
using RnnGen.Benchmarks.Generation;
using RnnGen.Benchmarks.Lengths;
using RnnGen.Benchmarks.Measurement;
using RnnGen.Benchmarks.Reports;
using RnnGen.Benchmarks.Streaming;
using RnnGen.Benchmarks.Sweeps;
using RnnGen.Benchmarks.Tokens;
using RnnGen.Benchmarks.Unrolling;

namespace RnnGen.Benchmarks.Contenders;

/// <summary>The <c>peers</c> mode of the program.</summary>
internal static class PeerRun
{
    /// <summary>Runs, prints, writes what was asked for.</summary>
    /// <returns>The exit code: 1 if a peer and we disagree on results, or if there is no such row.</returns>
    public static int Start(PeerOptions options)
    {
        Parallelism.MaxThreads = options.Threads;
        string project = ProjectFolder();
        string loadBefore = Machine.Load;
        using var catalog = new PeerCatalog(Path.Combine(project, "peers", ".installed"), options.Threads);
        string[] peers = [.. catalog.Peers.Select(static peer => peer.Name)];
        var run = new SideBySide(options.Threads, options.Rounds, catalog, Console.Error);
        List<ISection> sections = [new WorkSection(options, run, peers), new SweepSection(options, run)];
        if (options.Threads == 1)
        {
            sections.AddRange(
            [
                new StreamingSection(options, run, peers, Console.Error),
                new FirstCallSection(options, Console.Error),
                new BuildSection(options, Console.Error),
                new SourceSection(options, Path.Combine(project, "Models")),
                new UnrollSection(options, Console.Error),
                new TokenSection(options, Console.Error),
                new LengthSection(options, Console.Error),
                new ManyStreamsSection(options, Console.Error),
            ]);
        }

        string[] names = [.. sections.SelectMany(static section => section.Names)];
        sections.RemoveAll(section => !section.Names.Any(options.Includes));
        if (sections.Count == 0)
        {
            Console.Error.WriteLine($"No row's name contains \"{options.Only}\". Names are:\n  {string.Join("\n  ", names)}");
            return 1;
        }

        foreach (ISection section in sections)
        {
            section.Measure();
        }

        var report = new Report(options, sections, run, [.. catalog.Peers.Select(static peer => (peer.Name, peer.Process?.Version))], run.CallCosts(), loadBefore);
        string markdown = report.Markdown();
        Console.Out.Write(markdown);
        if (options.Json is { } json)
        {
            File.WriteAllText(json, report.Json());
        }

        if (options.Write)
        {
            File.WriteAllText(Path.Combine(project, options.Threads == 1 ? "RESULTS.md" : $"RESULTS.threads-{options.Threads}.md"), markdown);
        }

        return run.Disagreed ? 1 : 0;
    }

    /// <summary>The folder of this project's sources, in which models are declared and peers are installed.</summary>
    private static string ProjectFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RnnGen.Benchmarks.csproj")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not below the project's folder, in which models are declared and peers are installed.");
    }
}
