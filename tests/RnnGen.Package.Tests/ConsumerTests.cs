namespace RnnGen.Package.Tests;

/// <summary>Projects of users, built and run with the package.</summary>
[Collection(nameof(PackedLibrary))]
public sealed class ConsumerTests(PackedLibrary library)
{
    [Fact]
    public async Task The_first_example_of_the_README_builds_and_runs_as_it_stands()
    {
        string example = FirstExample(await File.ReadAllTextAsync(Path.Combine(Build.RepositoryRoot, "README.md")));
        using var project = new ConsumerProject(library, example);

        string output = await project.Run();

        Assert.Contains("lstm1   Lstm(20)", output, StringComparison.Ordinal);
        Assert.Contains("forecast", output, StringComparison.Ordinal);
        Assert.Contains("forecaster.safetensors", project.Files);
    }

    [Fact]
    public async Task A_project_with_every_analyzer_and_check_on_builds_without_a_warning()
    {
        using var project = new ConsumerProject(
            library,
            """
            using System;
            using System.Globalization;
            using RnnGen;

            [assembly: CLSCompliant(false)]
            [assembly: System.Runtime.InteropServices.ComVisible(false)]

            namespace Strict;

            /// <summary>Says how many parameters there are.</summary>
            internal static class Program
            {
                private static void Main() => Console.WriteLine(
                    (Forecaster.ParameterCount + Tagger.ParameterCount + Classifier.ParameterCount).ToString(CultureInfo.InvariantCulture));
            }

            /// <summary>Predicts a value.</summary>
            [RnnModel(sequenceLength: 50, inputSize: 1)]
            [Lstm(20)]
            [Lstm(20)]
            [Dense(1)]
            internal sealed partial class Forecaster;

            /// <summary>Predicts a class for each step.</summary>
            [RnnModel(sequenceLength: 200, inputSize: 2, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy)]
            [Gru(9, ResetAfter = false)]
            [Gru(8)]
            [Dense(3, Activation = Activation.Softmax)]
            internal sealed partial class Tagger;

            /// <summary>Predicts whether or not.</summary>
            [RnnModel(sequenceLength: 7, inputSize: 2, Topology = Topology.OneToMany, Loss = Loss.BinaryCrossEntropy, OutputSteps = 2)]
            [SimpleRnn(9, Activation = Activation.Gelu)]
            [Dense(1, Activation = Activation.Sigmoid)]
            internal sealed partial class Classifier;
            """,
            """
            <ImplicitUsings>disable</ImplicitUsings>
            <AnalysisLevel>latest-all</AnalysisLevel>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <WarningLevel>9999</WarningLevel>
            <CheckForOverflowUnderflow>true</CheckForOverflowUnderflow>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
            <Features>strict</Features>
            <IsAotCompatible>false</IsAotCompatible>
            """);

        string output = await project.Run();

        // LSTM: 4·20·(1 + 20 + 2) + 4·20·(20 + 20 + 2) + 21; GRU: 3·9·(2 + 9 + 2) + 3·8·(9 + 8 + 2) + 27; RNN: 9·(2 + 9 + 2) + 10.
        Assert.Equal(5221 + 834 + 127, int.Parse(output, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<RunAnalyzers>false</RunAnalyzers>")]
    public async Task A_wrong_declaration_fails_the_build_with_the_rule_that_it_breaks_as_its_one_error(string properties)
    {
        using var project = new ConsumerProject(
            library,
            """
            using RnnGen;
            [RnnModel(50, 1), Lstm(20)]
            public partial class Forecaster;
            public static class Program
            {
                private static readonly Forecaster.State Stream = new();
                private static readonly float[] Output = new float[Forecaster.OutputSize];
                public static void Main() => Forecaster.Load("model").Step(Output, Output, Stream);
            }
            """,
            properties);

        (int exitCode, string output) = await project.Compile();

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Program.cs(2,19): error RNN022: The last layer of 'Forecaster' is Lstm", output, StringComparison.Ordinal);
        Assert.Contains(" 0 Warning(s)", output, StringComparison.Ordinal);
        Assert.Contains(" 1 Error(s)", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_size_that_is_generated_is_explained_where_it_is_used()
    {
        using var project = new ConsumerProject(
            library,
            """
            using RnnGen;
            Console.WriteLine(new Decoder().Parameters.Length);
            [RnnModel(50, 3), Lstm(20), Dense(16)]
            public partial class Encoder;
            [RnnModel(50, Encoder.OutputSize), Lstm(20), Dense(1)]
            public partial class Decoder;
            """);

        (int exitCode, string output) = await project.Compile();

        Assert.NotEqual(0, exitCode);
        Assert.Contains("Program.cs(5,15): error RNN046: 'Encoder.OutputSize' is generated on the model 'Encoder'", output, StringComparison.Ordinal);
        Assert.Contains(" 1 Error(s)", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fs", "module Program\n// The comment [<RnnModel(50, 1)>]\n[<RnnGen.RnnModel(50, 1); RnnGen.Lstm(20)>]\ntype Forecaster() = class end\nprintfn \"%d\" Forecaster.OutputSize\n")]
    [InlineData("vb", "Imports RnnGen\n' The comment <RnnModel(50, 1)>\n<Lstm(20), RnnModel(50, 1)>\nPartial Class Forecaster\nEnd Class\nModule Program\n Sub Main()\n  System.Console.WriteLine(Forecaster.OutputSize)\n End Sub\nEnd Module\n")]
    public async Task A_model_in_another_language_is_pointed_out_before_anything_else(string language, string program)
    {
        using var project = new ConsumerProject(library, program, language: language);

        (int exitCode, string output) = await project.Compile();

        Assert.NotEqual(0, exitCode);
        Assert.Contains($"Program.{language} : error RNN020: RnnGen writes networks in C# only", output, StringComparison.Ordinal);
        Assert.Contains(" 1 Error(s)", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fs", "module Program\n// The comment [<RnnModel(50, 1)>]\nlet text = \"RnnModel(50, 1)\" // [<RnnModel(50, 1)>]\nprintfn \"%s %d\" text (RnnGen.FitOptions().Epochs)\n")]
    [InlineData("vb", "Imports RnnGen\n' The comment <RnnModel(50, 1)>\nModule Program\n Sub Main()\n  System.Console.WriteLine(\"<RnnModel(50, 1)> {0}\", New FitOptions().Epochs)\n End Sub\nEnd Module\n")]
    public async Task Other_languages_may_use_the_library(string language, string program)
    {
        using var project = new ConsumerProject(library, program, language: language);

        Assert.Contains("RnnModel(50, 1)", await project.Run(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generated_files_in_the_project_s_folder_are_not_compiled_again()
    {
        string longName = new('N', 300);
        using var project = new ConsumerProject(
            library,
            $$"""
            using RnnGen;
            Console.WriteLine(Forecaster.ParameterCount + FORECASTER.ParameterCount + {{longName}}.ParameterCount);
            [RnnModel(50, 1), Lstm(2), Dense(1)] public partial class Forecaster;
            [RnnModel(50, 1), Lstm(2), Dense(1)] public partial class FORECASTER;
            [RnnModel(50, 1), Lstm(2), Dense(1)] public partial class {{longName}};
            """,
            """
            <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
            <CompilerGeneratedFilesOutputPath>Generated</CompilerGeneratedFilesOutputPath>
            """);
        await project.Run();

        string again = await project.Run();

        // Each has 4·2·(1 + 2 + 2) parameters of the LSTM, and 3 of the dense layer.
        Assert.Equal(3 * 43, int.Parse(again, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(30, project.FilesIn("Generated").Count);
    }

    /// <summary>The first block of C#.</summary>
    internal static string FirstExample(string readme)
    {
        const string Open = "```csharp\n";
        int start = readme.IndexOf(Open, StringComparison.Ordinal) + Open.Length;
        Assert.True(start >= Open.Length, "The README has no block of C#.");
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
