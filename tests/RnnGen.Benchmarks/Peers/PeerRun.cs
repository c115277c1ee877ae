namespace RnnGen.Benchmarks.Peers;

/// <summary>The <c>peers</c> mode of the program.</summary>
internal static class PeerRun
{
    /// <summary>Runs, prints, writes what was asked for.</summary>
    /// <returns>The exit code: 1 if a peer and we disagree on results, or if there is no such work.</returns>
    public static int Start(PeerOptions options)
    {
        if (!OurModels.All.Any(layer => options.Includes(layer.Work)))
        {
            Console.Error.WriteLine($"No work's name contains \"{options.Only}\". Names are:\n  {string.Join("\n  ", OurModels.All.Select(static layer => layer.Work.Name))}");
            return 1;
        }

        string project = ProjectFolder();
        string loadBefore = Machine.Load;
        using var catalog = new PeerCatalog(Path.Combine(project, "Peers", "Drivers", ".installed"), options.Threads);
        var run = new SideBySide(options, catalog, Console.Error);
        IReadOnlyList<Comparison> comparisons = run.Run();
        var report = new Report(options, comparisons, [.. catalog.Peers.Select(static peer => (peer.Name, peer.Process?.Version))], run.CallCosts, run.Peak, loadBefore);
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

    /// <summary>The folder of this project's sources, in which the peers are installed.</summary>
    private static string ProjectFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RnnGen.Benchmarks.csproj")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not below the project's folder, in which the peers are installed.");
    }
}
