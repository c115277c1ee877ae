extern alias generator;

using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using generator::RnnGen.Generator;
using generator::RnnGen.Generator.Declarations;
using generator::RnnGen.Generator.Emission;
using generator::RnnGen.Generator.Networks;
using generator::RnnGen.Generator.Planning;
using generator::RnnGen.Generator.Programs;

namespace RnnGen.Benchmarks.Generation;

/// <summary>What the generator costs in a project with 100 models: in all, at an edit elsewhere, and by stage.</summary>
internal static class GenerationCosts
{
    public const int Models = 100;

    private const int Repetitions = 7;

    /// <summary>Runs after which the JIT has recompiled everything: before, its own thread works as long as the generator does.</summary>
    private const int WarmUp = 24;

    private const int Runs = 1 + Repetitions + WarmUp + Repetitions;

    public static void Print(TextWriter output)
    {
        CSharpCompilation project = Project.Create(ModelSources.Create(Models));
        Project.Require(project.GetDiagnostics());
        var stages = new Stages(project);
        output.WriteLine($"{Models} models; the first run, with everything to compile, the median of {Repetitions} more, and that of {Repetitions} when the JIT has nothing left to do");
        output.WriteLine();
        output.WriteLine($"{"stage",-44} {"first",9} {"median",9} {"warm",9}");
        Row(output, "whole generator", [.. Enumerable.Range(0, Runs).Select(_ => Whole(project))]);
        Row(output, "again, after an edit in another file", [.. Enumerable.Range(0, Runs).Select(_ => AfterAnEdit(project))]);
        output.WriteLine();
        TimeSpan[][] runs = [.. Enumerable.Range(0, Runs).Select(_ => stages.Run())];
        for (int stage = 0; stage < Stages.Names.Length; stage++)
        {
            Row(output, Stages.Names[stage], [.. runs.Select(run => run[stage])]);
        }

        output.WriteLine();
        output.WriteLine($"{stages.Files} files, {stages.Characters / 1024:N0} KB in all, {stages.LargestModel / 1024:N0} KB for the largest model");
    }

    /// <summary>
    /// Times of the whole generator over 100 models: when it has just been loaded, and medians in a warm compiler, from nothing and after an edit in another file.
    /// </summary>
    public static (TimeSpan First, TimeSpan Whole, TimeSpan AfterAnEdit) Of(int repetitions)
    {
        CSharpCompilation project = Project.Create(ModelSources.Create(Models));
        TimeSpan[] runs = [.. Enumerable.Range(0, 1 + WarmUp + repetitions).Select(_ => Whole(project))];
        return (runs[0], Median(runs[^repetitions..]), Median([.. Enumerable.Range(0, repetitions).Select(_ => AfterAnEdit(project))]));
    }

    private static TimeSpan Whole(CSharpCompilation project) => GeneratorRun.Over(project).Time;

    private static TimeSpan AfterAnEdit(CSharpCompilation project)
    {
        GeneratorDriver driver = Project.CreateDriver(new RnnModelGenerator()).RunGenerators(project);
        CSharpCompilation edited = project.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            "class Other;", (CSharpParseOptions)project.SyntaxTrees[0].Options, "Other.cs"));
        var watch = Stopwatch.StartNew();
        driver.RunGenerators(edited);
        return watch.Elapsed;
    }

    private static void Row(TextWriter output, string name, TimeSpan[] times) => output.WriteLine(
        $"{name,-44} {times[0].TotalMilliseconds,6:F1} ms {Median(times[1..(1 + Repetitions)]).TotalMilliseconds,6:F1} ms {Median(times[^Repetitions..]).TotalMilliseconds,6:F1} ms");

    private static TimeSpan Median(TimeSpan[] times) => times.Order().ElementAt(times.Length / 2);

    /// <summary>The pipeline by hand, all models through one stage after the other.</summary>
    private sealed class Stages(CSharpCompilation project)
    {
        public static readonly string[] Names =
        [
            "parse: attributes to declarations",
            "network: shapes, parameters",
            "programs: steps, adjoints, specialisation",
            "plan: loops, memory",
            "print: files",
        ];

        public int Files { get; private set; }

        public int Characters { get; private set; }

        public int LargestModel { get; private set; }

        /// <summary>Time of each stage.</summary>
        public TimeSpan[] Run()
        {
            INamedTypeSymbol[] types = [.. Enumerable.Range(0, Models).Select(index => project.GetTypeByMetadataName($"Project.Model{index}")!)];
            var times = new List<TimeSpan>();
            ModelDeclaration[] declarations = Stage(types, type =>
                ModelParser.Parse(type, DeclarationAttributes.Of(type, CancellationToken.None), project, CancellationToken.None)!.Model);
            Network[] networks = Stage(declarations, static stage => Network.Create(stage));
            ModelPrograms[] programs = Stage(networks, static stage => ModelPrograms.Create(stage));
            ModelPlans[] plans = Stage(programs, static stage => ModelPlans.Create(stage));
            IReadOnlyList<GeneratedFile>[] files = Stage(plans, static stage => ModelFiles.Print(stage));
            Files = files.Sum(static model => model.Count);
            Characters = files.Sum(static model => model.Sum(static file => file.Text.Length));
            LargestModel = files.Max(static model => model.Sum(static file => file.Text.Length));
            return [.. times];

            TOut[] Stage<TIn, TOut>(TIn[] inputs, Func<TIn, TOut> stage)
            {
                var watch = Stopwatch.StartNew();
                TOut[] outputs = Array.ConvertAll(inputs, input => stage(input));
                times.Add(watch.Elapsed);
                return outputs;
            }
        }
    }
}
