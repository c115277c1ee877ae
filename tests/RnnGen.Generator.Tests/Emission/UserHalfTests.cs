using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Emission;

/// <summary>Generated code gets along with whatever the user's half of the class, or the project around it, contains.</summary>
public sealed class UserHalfTests
{
    private const string Model = "[RnnModel(3, 1)] [Lstm(2)] [Dense(1)] public";

    /// <summary>What the half contains, and the source.</summary>
    public static TheoryData<string, string> Halves => new()
    {
        { "required members", $$"""{{Model}} partial class Net { public required string Unit { get; init; } public static Net Create() => new(3) { Unit = "kW" }; }""" },
        { "inherited required members", $$"""public class Base { public required string Unit { get; init; } } {{Model}} partial class Net : Base;""" },
        { "constructors with optional parameters", $$"""{{Model}} partial class Net { public Net(string? unit = null) : this(1) { } public Net(double scale = 1, bool big = false) : this(2) { } }""" },
        { "a constructor without parameters", $$"""{{Model}} partial class Net { public Net() : this(42) { } public static Net Create() => new(); }""" },
        { "constructors that take much the same", $$"""{{Model}} partial class Net { public Net(long s) : this((int)s) { } public Net(int? s) : this(s ?? 1) { } public Net(params int[] s) : this(s[0]) { } public Net(in int s) : this(s + 0) { } public Net(int s, string unit = "") : this(s) { } public Net(object o) : this(1) { } }""" },
        { "a base class with members of the same names", """
            public class Base { protected int parameters, BatchNetwork; public int Predict, ParameterCount; public string Summary { get; } = ""; public void Save(string path) { } public static Base Load(string path) => new(); protected class State; protected static void PackParameters(System.Span<float> storage) { } }
            """ + $"{Model} partial class Net : Base;" },
        { "a base class with a sealed override", $$"""public class First { public virtual void Save(string path) { } } public class Base : First { public sealed override void Save(string path) { } } {{Model}} partial class Net : Base;""" },
        { "a generic base class", $$"""public class Base<T> { public T? Save(string path) => default; public virtual void Step(T input) { } } {{Model}} partial class Net : Base<int> { public override void Step(int input) { } }""" },
        { "abstract members of other names", $$"""public abstract class Base { public abstract int this[int i] { get; } public abstract event System.Action Changed; public abstract void Save(object o); } {{Model}} partial class Net : Base { public override int this[int i] => i; public override event System.Action Changed { add { } remove { } } public override void Save(object o) { } }""" },
        { "a base class of the framework", $$"""{{Model}} partial class Net : System.IO.MemoryStream;""" },
        { "a copy of its own", $$"""{{Model}} partial class Net : System.ICloneable { public object Clone() => new Net(1); }""" },
        { "another one", $$"""{{Model}} partial class Net : System.Data.DataTable;""" },
        { "a base class whose constructor is obsolete", $$"""public class Base { [System.Obsolete("No more.")] public Base() { } } {{Model}} partial class Net : Base;""" },
        { "interfaces that ask for generated members", $$"""public interface IStored<T> where T : IStored<T> { void Save(string path); static abstract T Load(string path); static abstract string Summary { get; } System.ReadOnlySpan<float> Parameters { get; } } {{Model}} partial class Net : IStored<Net>;""" },
        { "overloads", $$"""{{Model}} partial class Net { public static float[] RequireGradients(float[] a, int b = 0) => a; public void LoadParameters(string path, bool strict = false) { } public void Save(object o) { } public static Net Load(string path, int seed = 0) => new(seed); public static void Predict<T>(System.ReadOnlySpan<float> a, System.Span<float> b) { } }""" },
        { "operators, a static constructor, a finalizer", $$"""{{Model}} partial class Net { static Net() { } ~Net() { } public static implicit operator string(Net net) => ""; public static implicit operator Net(string path) => Load(path); public static implicit operator Net(int seed) => new(seed); public static implicit operator System.ReadOnlySpan<float>(Net net) => net.Parameters; public static Net operator +(Net a, Net b) => a; public static bool operator ==(Net a, Net b) => true; public static bool operator !=(Net a, Net b) => false; public override bool Equals(object? o) => true; public override int GetHashCode() => 1; }""" },
        { "members with names out of generated code", $$"""{{Model}} partial class Net { public int At, Row, Span, value, Unsafe, RnnGen, System, Lstm1Forward; public class Kernel; public class TVector; public class Layout; public static void Forward() { } }""" },
        { "generated types in signatures", $$"""{{Model}} partial class Net { private readonly Workspace one = new(1); public Workspace One => one; public State Begin() => new(); public int[] Room { get; } = new int[InputSize]; }""" },
        { "attributes", $$"""[System.Obsolete("Old.", true), System.CodeDom.Compiler.GeneratedCode("other", "1"), System.Diagnostics.CodeAnalysis.Experimental("X1"), System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)] {{Model}} partial class Net;""" },
        { "a model inside of a model", $$"""{{Model}} partial class Net { {{Model}} partial class Inner; }""" },
        { "a class of class ids", "[RnnModel(3, 1, Loss = Loss.CrossEntropy)] [Lstm(2)] [Dense(2, Activation = Activation.Softmax)] public partial class Net { public static void Fit(int[] a) { } public static float ComputeLoss(System.ReadOnlySpan<float> a, System.ReadOnlySpan<float> b) => 0; }" },
        { "no nullable annotations", $$"""
            #nullable disable
            {{Model}} partial class Net { public string Unit { get; set; } }
            """ },
        { "a compliant assembly", $$"""[assembly: global::System.CLSCompliant(true)] {{Model}} partial class Net;""" },
        { "a compliant assembly and class ids", "[assembly: System.CLSCompliant(true)] [RnnModel(3, 1, Loss = Loss.CrossEntropy)] [Lstm(2)] [Dense(2, Activation = Activation.Softmax)] public partial class Net { public FitHistory? History { get; } }" },
        { "types called var and dynamic", $$"""
            #pragma warning disable CS8981
            public class var; public class dynamic; public class nint; {{Model}} partial class Net;
            """ },
        { "a class in small letters", $$"""
            #pragma warning disable CS8981
            public partial class outer { {{Model}} partial class net; }
            #pragma warning restore
            """ },
        { "a class called var", $$"""
            #pragma warning disable CS8981
            {{Model}} partial class var;
            """ },
        { "a long name", $$"""{{Model}} partial class {{new string('N', 400)}};""" },
        { "aliases", $$"""{{Model}} partial class Net;""" },
    };

    [Theory]
    [MemberData(nameof(Halves))]
    public void Nothing_is_said_about_generated_code(string what, string half)
    {
        TestGeneration generation = TestCompilation
            .Create(("Aliases.cs", Aliases), ("Net.cs", "using RnnGen;\n" + half))
            .Generate(new RnnModelGenerator());

        Assert.NotEmpty(what);
        Assert.Empty(generation.Diagnostics);
        Assert.NotEmpty(generation.Sources);
        CSharpCompilation strict = generation.Output.Compilation.WithOptions(generation.Output.Compilation.Options
            .WithWarningLevel(9999)
            .WithOverflowChecks(true)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
            // What the cases leave undocumented and unused is theirs, and an alias that nothing uses is none that got in the way.
            .WithSpecificDiagnosticOptions(ImmutableDictionary<string, ReportDiagnostic>.Empty
                .Add("CS1591", ReportDiagnostic.Suppress).Add("CS0169", ReportDiagnostic.Suppress).Add("CS0649", ReportDiagnostic.Suppress).Add("CS8019", ReportDiagnostic.Suppress)));
        Assert.Empty(strict.GetDiagnostics());
    }

    [Fact]
    public void Load_of_a_model_with_required_members_says_why_it_cannot_be_called()
    {
        TestGeneration generation = TestCompilation
            .Create($$"""using RnnGen; {{Model}} partial class Net { public required string Unit { get; init; } public static Net Create() => Load("net.safetensors"); }""")
            .Generate(new RnnModelGenerator());

        Diagnostic error = Assert.Single(generation.Output.Errors);
        Assert.Equal("CS0619", error.Id);
        Assert.Contains("Net has required members, which Load cannot set", error.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("File0.cs", error.Location.SourceTree!.FilePath);
    }

    [Fact]
    public void Static_fields_of_the_users_may_hold_models()
    {
        Assembly assembly = TestCompilation
            .Create($$"""
                using RnnGen;
                {{Model}} partial class Net
                {
                    public static int Tensors { get; } = ParameterTable.Length;
                    public static Net Default { get; } = Copy();
                    private static Net Copy()
                    {
                        using var stream = new System.IO.MemoryStream();
                        new Net(7).Save(stream);
                        stream.Position = 0;
                        return Load(stream);
                    }
                }
                """)
            .Generate(new RnnModelGenerator()).Output.Load();

        Type net = assembly.GetType("Net")!;

        // Four of the LSTM, two of the dense layer.
        Assert.Equal(6, net.GetProperty("Tensors")!.GetValue(null));
        Assert.NotNull(net.GetProperty("Default")!.GetValue(null));
    }

    [Fact]
    public async Task Analyzers_see_the_users_half_and_not_the_other()
    {
        TestCompilation project = TestCompilation
            .Create($$"""using RnnGen; {{Model}} partial class Net { public void Own() { } }""")
            .Generate(new RnnModelGenerator()).Output;

        ImmutableArray<Diagnostic> found = await project.Analyze(new MethodCounter());

        Assert.Equal("Own", Assert.Single(found).GetMessage(CultureInfo.InvariantCulture));
    }

    private const string Aliases =
        """
        global using State = System.String;
        global using Workspace = System.Int32;
        global using BatchNetwork = System.Int64;
        global using ParameterBuffer = System.Int64;
        """;

    /// <summary>Reports every method that is no generated code.</summary>
#pragma warning disable RS1036, RS1038, RS1041, RS2008 // An analyzer for one test.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class MethodCounter : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Method = new("TEST1", "A method", "{0}", "Test", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Method];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(
                static symbol => symbol.ReportDiagnostic(Diagnostic.Create(Method, symbol.Symbol.Locations[0], symbol.Symbol.Name)), SymbolKind.Method);
        }
    }
#pragma warning restore
}
