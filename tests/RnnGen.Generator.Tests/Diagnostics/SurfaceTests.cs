using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Generator.Tests.Emission;

namespace RnnGen.Generator.Tests.Diagnostics;

/// <summary>One mistake is one error: a class whose declaration breaks a rule has all of its members all the same.</summary>
public sealed partial class SurfaceTests
{
    private const string Usings = "using RnnGen;\n";

    private static readonly INamedTypeSymbol Sound = Generate("[RnnModel(4, 2), Lstm(3), Dense(1)] public partial class Sound;");

    private static readonly INamedTypeSymbol SoundClasses =
        Generate("[RnnModel(4, 2, Loss = Loss.CrossEntropy), Lstm(3), Dense(2, Activation = Activation.Softmax)] public partial class Sound;");

    private static readonly INamedTypeSymbol SoundTokens = Generate("[RnnModel(4), Embedding(9, 2), Lstm(3), Dense(1)] public partial class Sound;");

    public static IEnumerable<object?[]> Broken =>
        RuleTests.AllBroken.Select(static rule => new object?[] { rule.Id, new MarkedSource(Usings + rule.Source).Text, Remaining(rule) });

    [Theory]
    [MemberData(nameof(Broken))]
    public void Whoever_uses_all_of_a_faulty_model_sees_its_rule_alone(string id, string source, string? compilerError)
    {
        TestCompilation project = TestCompilation.OfExample(source);
        INamedTypeSymbol net = Net(project.Compilation.GlobalNamespace)!;
        string model = net.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Replace("<T>", "<int>", StringComparison.Ordinal);
        INamedTypeSymbol sound = source.Contains("Loss.CrossEntropy", StringComparison.Ordinal) ? SoundClasses : TokenModel.IsMatch(source) ? SoundTokens : Sound;
        project = project.With("User.cs", SurfaceUse.Of(sound, model, member => HasRoom(net, member)));

        TestGeneration generation = project.Generate(new RnnModelGenerator());

        Assert.Equal([id], generation.Diagnostics.Select(static diagnostic => diagnostic.Id));
        string[] errors = [.. generation.Output.Errors.Select(static error => error.Id).Distinct()];
        Assert.True(errors.SequenceEqual(compilerError is null ? [] : [compilerError]), string.Join('\n', generation.Output.Errors));
        Assert.DoesNotContain(
            generation.Output.Compilation.GetDiagnostics(),
            static diagnostic => diagnostic.Severity > DiagnosticSeverity.Hidden && diagnostic.Location.GetLineSpan().Path.EndsWith(".g.cs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[RnnModel(4, 2, 3)] [Dense(1)]", "CS1729")]
    [InlineData("[RnnModel] [Dense(1)]", "CS1729")]
    [InlineData("[RnnModel(4, \"2\")] [Dense(1)]", "CS1503")]
    [InlineData("[RnnModel(4, 2)] [Dense(nothing)]", "CS0103")]
    [InlineData("[RnnModel(4, 2)] [Gru(1, ResetAfter = 1)] [Dense(1)]", "CS0029")]
    [InlineData("[RnnModel(4, 2)] [Lstm(3)] [Dens(1)]", "CS0246")]
    [InlineData("[RnnModle(4, 2)] [Lstm(3)] [Dense(1)]", "CS0246")]
    public void While_an_attribute_does_not_compile_that_is_the_only_error(string attributes, string error)
    {
        TestGeneration generation = TestCompilation
            .Create($"{Usings}{attributes} public partial class Net;", SurfaceUse.Of(Sound, "global::Net", static _ => true))
            .Generate(new RnnModelGenerator());

        Assert.Empty(generation.Diagnostics);
        Assert.Equal([error], generation.Output.Errors.Select(static found => found.Id).Distinct());
        Assert.All(generation.Output.Errors, static found => Assert.Equal("File0.cs", found.Location.SourceTree?.FilePath));
    }

    [GeneratedRegex(@"RnnModel\([^)]*\), Embedding")]
    private static partial Regex TokenModel { get; }

    public static TheoryData<string> Shapes =>
    [
        .. from topology in Enum.GetValues<Topology>()
           from loss in Enum.GetValues<Loss>()
           let steps = topology == Topology.OneToOne ? 1 : 4
           let activation = loss switch { Loss.CrossEntropy => Activation.Softmax, Loss.BinaryCrossEntropy => Activation.Sigmoid, _ => Activation.Tanh }
           select $"[RnnModel({steps}, 2, Topology = Topology.{topology}, Loss = Loss.{loss})] [Gru(3)] [Dense(5, Activation = Activation.{activation})] public partial class Model;",
        "[RnnModel(9, 2, Topology = Topology.ManyToMany, OutputSteps = 3)] [Lstm(3, Name = \"first\")] [SimpleRnn(2)] public partial class Model;",
        "[RnnModel(4, Stateful = true)] [Embedding(9, 2)] [Lstm(3)] [Dense(1)] public partial class Model;",
        "[RnnModel(9, 2, OutputSteps = 1)] [Lstm(3, Name = \"first\")] [Dense(2)] [Lstm(3)] [Dense(1)] internal sealed partial class Model;",
    ];

    /// <summary>What a faulty declaration shows cannot drift from what a sound one has.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_declaration_has_the_same_surface_sound_and_faulty(string declaration)
    {
        TestCompilation project = EmissionCases.Compile(declaration);
        INamedTypeSymbol sound = project.Generate(new RnnModelGenerator()).Output.Type("Model");
        INamedTypeSymbol plain = project.Type("Model");
        AnnotatedClass parsed = ModelParser.Parse(plain, DeclarationAttributes.Of(plain, default), project.Compilation, default)!;

        GeneratedFile file = ModelFiles.Print(FaultyDeclaration.Of(parsed, Network.TakesTokens(parsed.Model), "No reason.")!);
        INamedTypeSymbol faulty = project.With("Model.g.cs", file.Text).Type("Model");

        Assert.Contains(Surface(sound), static member => member.Contains("Workspace.Workspace(", StringComparison.Ordinal));
        Assert.Equal(Surface(sound), Surface(faulty));
        Assert.Equal(sound.Interfaces.Select(static type => type.ToDisplayString()), faulty.Interfaces.Select(static type => type.ToDisplayString()));
    }

    [Fact]
    public void A_member_of_a_faulty_model_names_the_rule_when_it_is_called()
    {
        Assembly assembly = TestCompilation.Create(Usings + "[RnnModel(4, 2), Lstm(3)] public partial class Net;").Generate(new RnnModelGenerator()).Output.Load();
        Type net = assembly.GetType("Net")!;

        AssertThrows(() => Activator.CreateInstance(net, 1));
        AssertThrows(() => Activator.CreateInstance(net.GetNestedType("Workspace")!, 1));
        AssertThrows(() => Activator.CreateInstance(net.GetNestedType("State")!));
        AssertThrows(() => net.GetProperty("Summary")!.GetValue(null));
        AssertThrows(() => net.GetMethod("Load", [typeof(string)])!.Invoke(null, [""]));
        AssertThrows(() => net.GetMethod("Save", [typeof(string)])!.Invoke(System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(net), [""]));
    }

    [Fact]
    public void What_is_known_of_a_faulty_model_is_in_its_constants_and_what_is_not_is_one()
    {
        Assert.Equal((50, 3, 1, 7), Constants("[RnnModel(50, 3), Lstm(7)]"));
        Assert.Equal((50, 1, 4, 2), Constants("[RnnModel(50, 0, Topology = Topology.ManyToMany, OutputSteps = 4), Lstm(7), Dense(2)]"));
        Assert.Equal((1, 3, 1, 1), Constants("[RnnModel(-1, 3, OutputSteps = 9), Lstm(7), Dense(0)]"));
        Assert.Equal((50, 1, 1, 7), Constants("[RnnModel(50, 3), Embedding(9, 2), Lstm(7)]"));
        Assert.Equal((1, 1, 1, 1), Constants("[Lstm(0)]"));
        Assert.Equal((1, 1, 1, 5), Constants("[RnnModel(nothing, 2), Dense(5)]", inputs: 1));
    }

    // Of static and abstract classes, and those with members of their own, what can be used; of one that is visible in its file only, nothing.
    private static bool HasRoom(INamedTypeSymbol net, ISymbol member)
    {
        IMethodSymbol? method = member as IMethodSymbol;
        bool isConstructor = method is { MethodKind: MethodKind.Constructor };
        bool isFileLocal = net.IsFileLocal || net.ContainingType is { IsFileLocal: true };
        HashSet<string> own = [net.Name, .. Own(net), .. Own(net.BaseType!)];
        string[] names = [member.Name, "get_" + member.Name, .. method?.Parameters.Select(static parameter => parameter.Type.Name) ?? []];
        bool isBeyondLanguage = member is INamedTypeSymbol { TypeKind: TypeKind.Interface } view
            && view.GetMembers().Any(static asked => asked.IsStatic)
            && net.DeclaringSyntaxReferences[0].SyntaxTree.Options is CSharpParseOptions { LanguageVersion: < LanguageVersion.CSharp11 };
        return !isFileLocal
            && !isBeyondLanguage
            && !(isConstructor && (net.IsAbstract || HasConstructorOfOneInt(net) || HasPrivateBase(net)))
            && !(net.IsStatic && (!member.IsStatic || method?.ReturnType.Name == "Sound") && member is not INamedTypeSymbol { ContainingType: not null })
            && (isConstructor || !names.Any(own.Contains));

        static IEnumerable<string> Own(INamedTypeSymbol type) =>
            type.SpecialType == SpecialType.System_Object ? [] : type.GetMembers().Select(static own => own.Name);
    }

    private static bool HasConstructorOfOneInt(INamedTypeSymbol type) =>
        type.InstanceConstructors.Any(static constructor => constructor.Parameters is [{ Type.SpecialType: SpecialType.System_Int32 }]);

    private static bool HasPrivateBase(INamedTypeSymbol type) =>
        type.BaseType!.InstanceConstructors.All(static constructor => constructor.DeclaredAccessibility == Accessibility.Private);

    // Two things are beyond generated code: to make the user's part partial, and to reach a private constructor of a base.
    private static string? Remaining(RuleCase rule) => rule.Id is "RNN001" or "RNN002" ? "CS0260" : rule.CompilerError is "CS0122" or "CS0534" ? rule.CompilerError : null;

    private static IEnumerable<string> Surface(INamedTypeSymbol model) => model.GetMembers()
        .Concat(model.GetTypeMembers().Where(static type => type.DeclaredAccessibility == Accessibility.Public).SelectMany(static type => type.GetMembers()))
        .Where(static member => member.DeclaredAccessibility == Accessibility.Public)
        .Select(static member => $"{member.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat.WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.None))} {member.IsStatic} {(member as IFieldSymbol)?.ConstantValue}")
        .Order(StringComparer.Ordinal);

    private static (int Steps, int Inputs, int OutputSteps, int Outputs) Constants(string attributes, int? inputs = null)
    {
        INamedTypeSymbol net = TestCompilation.Create($"{Usings}{attributes} public partial class Net;").Generate(new RnnModelGenerator()).Output.Type("Net");
        int Constant(string name) => (int)((IFieldSymbol)net.GetMembers(name).Single()).ConstantValue!;
        return (Constant("SequenceLength"), inputs ?? Constant("InputSize"), Constant("OutputLength"), Constant("OutputSize"));
    }

    private static void AssertThrows(Func<object?> call)
    {
        Exception exception = Assert.IsType<TargetInvocationException>(Record.Exception(() => call())).InnerException!;
        Assert.IsType<InvalidOperationException>(exception);
        Assert.Equal("'Net' has no network: its declaration breaks RNN022. A network must end with an output layer.", exception.Message);
    }

    private static INamedTypeSymbol Generate(string declaration) =>
        TestCompilation.Create(Usings + declaration).Generate(new RnnModelGenerator()).Output.Type("Sound");

    // The model at fault, wherever it is nested.
    private static INamedTypeSymbol? Net(INamespaceOrTypeSymbol scope) => scope.GetMembers()
        .OfType<INamespaceOrTypeSymbol>()
        .Where(static member => member is INamespaceSymbol || member.Locations.Any(static location => location.IsInSource))
        .Select(static member => member is INamedTypeSymbol { Name: "Net" or "Step" } type ? type : Net(member))
        .FirstOrDefault(static found => found is not null);
}
