using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Runtime;

namespace RnnGen.Generator.Tests.Contract;

/// <summary>Models, and a library of another version: when they are built, and when they run.</summary>
public sealed class OtherLibraryTests
{
    private const string Model = "using RnnGen; namespace Plant; [RnnModel(3, 1), Lstm(2), Dense(1)] public partial class Net;";

    /// <summary>A bit of everything that may change.</summary>
    private static readonly (string Old, string New)[] Changes =
    [
        ("int Version = 1;", "int Version = 2;"),
        // A member more in what a network's structs implement, which do not load without it.
        ("static abstract int Segments { get; }", "static abstract int Segments { get; } static abstract void More();"),
        ("static abstract int InputSize { get; }", "static abstract int InputSize { get; } static abstract void More();"),
        // Members under other names.
        ("LanesUsed", "LanesFilled"),
        ("GlorotUniform", "Glorot"),
        ("RandomSource", "RandomNumbers"),
        ("ParameterRefresh", "ParameterCopies"),
        ("OwnMemory", "OurMemory"),
        ("NetworkExecutor", "NetworkRunner"),
        ("StreamExecutor", "StreamRunner"),
    ];

    private static readonly byte[] Changed = OtherLibrary.Compile(TestCompilation.Framework, Changes);

    [Fact]
    public void A_model_that_was_built_for_another_version_says_so_when_it_is_created()
    {
        const string Text = "global::RnnGen.Runtime.RuntimeContract.Version";
        TestGeneration generation = TestCompilation.Create(Model).Generate(new RnnModelGenerator());
        TestCompilation older = generation.Output;
        foreach (SyntaxTree tree in generation.Output.Compilation.SyntaxTrees.Where(static tree => tree.ToString().Contains(Text, StringComparison.Ordinal)))
        {
            older = older.With(tree.FilePath, tree.ToString().Replace(Text, "7", StringComparison.Ordinal));
        }

        Type model = older.Load().GetType("Plant.Net")!;

        Exception thrown = Thrown(() => Activator.CreateInstance(model, 1));

        Assert.IsType<InvalidOperationException>(thrown);
        string version = typeof(RnnModelGenerator).Assembly.GetName().Version!.ToString(3);
        Assert.Equal(
            $"The model 'Plant.Net' in Test was built for version 7 of the contract between models and library, but RnnGen {version} has version {RuntimeContract.Version}. "
            + "Rebuild the project that declares the model with the version of the package RnnGen that the program uses.",
            thrown.Message);
    }

    /// <summary>What is missing is found out by methods that are not compiled before the check: nobody gets to see a MissingMethodException.</summary>
    [Theory]
    [InlineData("the constructor")]
    [InlineData("Load")]
    [InlineData("a workspace")]
    [InlineData("a state")]
    public void So_it_does_where_members_are_missing(string first)
    {
        Assembly models = Load(TestCompilation.Create(Model).Generate(new RnnModelGenerator()).Output, Changed);
        Type model = models.GetType("Plant.Net")!;

        Exception thrown = Thrown(() => _ = first switch
        {
            "the constructor" => Activator.CreateInstance(model, 1),
            "Load" => model.GetMethod("Load", [typeof(Stream)])!.Invoke(null, [new MemoryStream()]),
            "a workspace" => Activator.CreateInstance(model.GetNestedType("Workspace")!, 4),
            _ => Activator.CreateInstance(model.GetNestedType("State")!),
        });

        Assert.IsType<InvalidOperationException>(thrown);
        Assert.StartsWith("The model 'Plant.Net' in Test was built for version 1 ", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("but RnnGen 0.9.1 has version 2.", thrown.Message, StringComparison.Ordinal);
    }

    /// <summary>What the model's assembly says of itself needs nothing that is for emitted code.</summary>
    [Fact]
    public void Shapes_and_tables_are_there_all_the_same()
    {
        Type model = Load(TestCompilation.Create(Model).Generate(new RnnModelGenerator()).Output, Changed).GetType("Plant.Net")!;

        Assert.Contains("Lstm", (string)model.GetProperty("Summary")!.GetValue(null)!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_of_another_version_is_an_error_at_the_declaration()
    {
        Assert.Equal(
            "Nothing is generated for 'Net': this generator writes for version 1 of the contract between models and library, but RnnGen 0.9.1 has version 2. Use library and generator of one RnnGen package.",
            Assert.Single(Reported(Changed)));
    }

    [Fact]
    public void So_is_one_from_before_there_were_versions()
    {
        byte[] old = OtherLibrary.Compile(TestCompilation.Framework, ("RuntimeContract", "OlderContract"));

        Assert.Equal(
            "Nothing is generated for 'Net': this generator writes for version 1 of the contract between models and library, but RnnGen 0.9.1 has none. Use library and generator of one RnnGen package.",
            Assert.Single(Reported(old)));
    }

    [Fact]
    public void The_same_library_compiled_anew_is_none()
    {
        byte[] same = OtherLibrary.Compile(TestCompilation.Framework);

        TestGeneration generation = TestCompilation.Create(Model).WithLibrary(same).Generate(new RnnModelGenerator());

        Assert.Empty(generation.Diagnostics);
        Assert.Empty(generation.Output.Errors);
        Assert.NotNull(Activator.CreateInstance(Load(generation.Output, same).GetType("Plant.Net")!, 1));
    }

    private static IEnumerable<string> Reported(byte[] library)
    {
        TestGeneration generation = TestCompilation.Create(Model).WithLibrary(library).Generate(new RnnModelGenerator());
        Assert.Empty(generation.Sources);
        Assert.All(generation.Diagnostics, static diagnostic => Assert.Equal("RNN092", diagnostic.Id));
        Assert.Empty(generation.Output.Errors);
        return generation.Diagnostics.Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture));
    }

    /// <summary>Loads models that were built against the library as it is, beside another one.</summary>
    private static Assembly Load(TestCompilation models, byte[] library)
    {
        using var image = new MemoryStream();
        Assert.True(models.Compilation.Emit(image).Success);
        image.Position = 0;
        var context = new AssemblyLoadContext("Other library", isCollectible: true);
        Assembly other = context.LoadFromStream(new MemoryStream(library));
        context.Resolving += (_, name) => name.Name == other.GetName().Name ? other : null;
        return context.LoadFromStream(image);
    }

    private static Exception Thrown(Action action)
    {
        Exception thrown = Assert.ThrowsAny<Exception>(action);
        return thrown is TargetInvocationException { InnerException: { } inner } ? inner : thrown;
    }
}
