namespace RnnGen.Generator.Tests.Diagnostics;

/// <summary>Cases for the rules about the class: RNN0xx.</summary>
internal static class ClassRuleCases
{
    // One sound declaration on one line, so that a case shows only what matters to it.
    private const string Model = "[RnnModel(4, 2), Lstm(3), Dense(1)]";

    public static IEnumerable<RuleCase> Broken =>
    [
        new("RNN001", $"{Model} public class [|Net|];",
            "'Net' carries [RnnModel] but is not partial, so no network can be added to it. Declare it as 'partial class Net'."),
        new("RNN002", $$"""public class [|Outer|] { {{Model}} public partial class Net; }""",
            "'Outer' contains the model 'Net' but is not partial. Add 'partial' to the declaration of 'Outer'."),
        new("RNN002", $$"""partial struct Outermost { internal interface [|Outer|] { partial class Inner { {{Model}} public partial class Net; } } }""",
            "'Outer' contains the model 'Net' but is not partial. Add 'partial' to the declaration of 'Outer'."),
        new("RNN003", $"{Model} public partial class [|Net|]<T>;",
            "'Net' has type parameters, but the sizes and types of the model 'Net' are fixed at compile time. Remove them, or move 'Net' out of 'Net'."),
        new("RNN003", $$"""partial class [|Outer|]<T> { {{Model}} public partial class Net; }""",
            "'Outer' has type parameters, but the sizes and types of the model 'Net' are fixed at compile time. Remove them, or move 'Net' out of 'Outer'."),
        new("RNN004", $"{Model} public partial record [|Net|];",
            "'Net' is a record, but a model is not a value to compare or copy. Declare it as 'partial class Net'."),
        new("RNN005", $"{Model} public static partial class [|Net|];",
            "'Net' is static, so no model could be created. Remove 'static'."),
        new("RNN005", $"{Model} public abstract partial class [|Net|];",
            "'Net' is abstract, so no model could be created. Remove 'abstract'."),
        new("RNN006", $"{Model} file partial class [|Net|];",
            "'Net' is visible in this file only, but the generated code of the model 'Net' is in another. Remove 'file' from 'Net'."),
        new("RNN006", $$"""file partial class [|Outer|] { {{Model}} public partial class Net; }""",
            "'Outer' is visible in this file only, but the generated code of the model 'Net' is in another. Remove 'file' from 'Outer'."),
        new("RNN007", "[RnnModel(4, 2), Dense(1)] public partial class Net; [[|Lstm(3)|]] public partial class Net;",
            "This Lstm layer is on another part of 'Net' than [RnnModel], so its place among the layers is unknown. Move it to the other layers, below [RnnModel]."),
        new("RNN008", "[[|Lstm(3)|]] [Dense(1)] public partial class Net;",
            "'Net' has layers but no [RnnModel], so there is no network. Add [RnnModel(sequenceLength, inputSize)] above them."),
        new("RNN008", "public partial class Net; [[|Gru(3)|], Dense(1)] public partial class Net; [Dense(1)] public partial class Net;",
            "'Net' has layers but no [RnnModel], so there is no network. Add [RnnModel(sequenceLength, inputSize)] above them."),
        new("RNN009", $$"""{{Model}} public partial class Net { public int [|Predict|] => 1; }""",
            "The model 'Net' gets a generated member 'Predict', which this member of the same name prevents. Rename the member."),
        new("RNN009", $$"""{{Model}} public partial class Net { private struct [|Workspace|]; }""",
            "The model 'Net' gets a generated member 'Workspace', which this member of the same name prevents. Rename the member."),
        new("RNN009", $$"""{{Model}} public partial class Net { public void [|Summary|]() { } }""",
            "The model 'Net' gets a generated member 'Summary', which this member of the same name prevents. Rename the member."),
        new("RNN009", $$"""public class Base { protected virtual int State => 1; } {{Model}} public partial class [|Net|] : Base;""",
            "The model 'Net' gets a generated member 'State', which this inherited virtual member of the same name prevents. Rename the inherited virtual member."),
        new("RNN009", $$"""public class Base { public virtual void Save(string path) { } } {{Model}} public partial class [|Net|] : Base;""",
            "The model 'Net' gets a generated member 'Save', which this inherited virtual member of the same name prevents. Rename the inherited virtual member."),
        new("RNN009", $$"""public abstract class Base { public abstract void Save(string path); } {{Model}} public partial class [|Net|] : Base;""",
            "The model 'Net' gets a generated member 'Save', which this inherited virtual member of the same name prevents. Rename the inherited virtual member.",
            CompilerError: "CS0534"),
        new("RNN009", $$"""public abstract class Base { public abstract void Save(string path); } {{Model}} public partial class Net : Base { public override void [|Save|](string path) { } }""",
            "The model 'Net' gets a generated member 'Save', which this member of the same name prevents. Rename the member."),
        new("RNN009", $$"""{{Model}} public partial class Net { public void [|Save|](string? file) { } }""",
            "The model 'Net' gets a generated member 'Save', which this member of the same name prevents. Rename the member."),
        new("RNN009", $$"""{{Model}} public partial class Net { static int [|Predict|](System.ReadOnlySpan<float> a, System.Span<float> b) => 1; }""",
            "The model 'Net' gets a generated member 'Predict', which this member of the same name prevents. Rename the member."),
        new("RNN009", $$"""{{Model}} public partial class Net { private int [|get_Parameters|]() => 1; }""",
            "The model 'Net' gets a generated member 'get_Parameters', which this member of the same name prevents. Rename the member."),
        new("RNN009", $"{Model} public partial class [|Step|];",
            "The model 'Step' gets a generated member 'Step', which this class of the same name prevents. Rename the class."),
        new("RNN010", $"{Model} public partial class [|Net|](string path);",
            "The primary constructor of 'Net' keeps its generated constructor 'Net(int seed = 0)' from compiling. Remove it, or write a constructor that ends with ': this(seed)'."),
        new("RNN011", $$"""{{Model}} public partial class Net { public [|Net|](string path) { } }""",
            "This constructor of 'Net' leaves the model without parameters. Let it call the generated constructor: add ': this(seed)'."),
        new("RNN012", $$"""{{Model}} public partial class Net { private [|Net|](int units) { } }""",
            "The model 'Net' gets a generated constructor 'Net(int seed = 0)', which has the same parameters as this one. Remove this one, or give it other parameters."),
        new("RNN013", $$"""public class Base { public Base(string path) { } } {{Model}} public partial class [|Net|] : Base;""",
            "The generated constructor of 'Net' cannot call one of its base class 'Base', which has none that goes without arguments. Add one to 'Base', or remove the base class.",
            CompilerError: "CS7036"),
        new("RNN013", $$"""public class Base { private Base() { } } {{Model}} public partial class [|Net|] : Base;""",
            "The generated constructor of 'Net' cannot call one of its base class 'Base', which has none that goes without arguments. Add one to 'Base', or remove the base class.",
            CompilerError: "CS0122"),
        new("RNN013", $$"""public class Base { protected Base(int size = 1) { } protected Base(string path = "") { } } {{Model}} public partial class [|Net|] : Base;""",
            "The generated constructor of 'Net' cannot call one of its base class 'Base', which has none that goes without arguments. Add one to 'Base', or remove the base class.",
            CompilerError: "CS0121"),
        new("RNN014", $$"""{{Model}} public partial class Base; {{Model}} public partial class [|Net|] : Base;""",
            "'Net' derives from the model 'Base', whose parameters and methods it would carry along beside its own. Remove the base class, or hold a 'Base' in a field."),
        new("RNN014", $$"""{{Model}} public partial class Base; public class Middle : Base; {{Model}} public partial class [|Net|] : Middle;""",
            "'Net' derives from the model 'Base', whose parameters and methods it would carry along beside its own. Remove the base class, or hold a 'Base' in a field."),
        new("RNN019", In("10", $$"""namespace Old; {{Model}} public partial class [|Net|] { }"""),
            "The network of 'Net' is written in C# 11, but this project is compiled as C# 10.0. Remove <LangVersion> from the project, or set it to 11 or higher."),
        new("RNN019", In("8", $$"""partial class Outer { {{Model}} public partial class [|Net|] { } }"""),
            "The network of 'Net' is written in C# 11, but this project is compiled as C# 8.0. Remove <LangVersion> from the project, or set it to 11 or higher."),
    ];

    /// <summary>What is worth a warning, and generated all the same.</summary>
    public static IEnumerable<RuleCase> Warned =>
    [
        new("RNN015", $$"""{{Model}} public partial class Net { public string [|Unit|] { get; set; } }""",
            "'Unit' is null when the generated constructor of 'Net' ends, although its type is not nullable. Give it an initial value, or declare it as nullable or required."),
        new("RNN015", $$"""{{Model}} public partial class Net { protected readonly int[] a = [], [|b|]; }""",
            "'b' is null when the generated constructor of 'Net' ends, although its type is not nullable. Give it an initial value, or declare it as nullable or required."),
        new("RNN015", $$"""{{Model}} public partial class Net { public event System.Action [|Changed|]; public void Raise() => Changed(); }""",
            "'Changed' is null when the generated constructor of 'Net' ends, although its type is not nullable. Give it an initial value, or declare it as nullable or required."),
    ];

    // The test compiles these as the version of C# that they name.
    private static string In(string version, string source) => $"// <LangVersion>{version}</LangVersion>\n{source}";

    public static IEnumerable<NearMiss> Kept =>
    [
        new("RNN001", $"{Model} public sealed partial class Net;"),
        new("RNN002", $$"""partial struct Outermost { partial interface Outer { partial record Inner { {{Model}} private partial class Net; } } }"""),
        new("RNN002", $$"""partial class Outer { {{Model}} internal partial class Net; } partial class Outer { }"""),
        new("RNN003", $$"""public class Base<T>; {{Model}} public partial class Net : Base<int> { public void Read<T>(T value) { } }"""),
        new("RNN004", $$"""partial record Outer { {{Model}} public partial class Net; }"""),
        new("RNN005", $$"""static partial class Outer { {{Model}} public partial class Net { public static int Count; } }"""),
        new("RNN006", $"file class Other; {Model} internal partial class Net;"),
        new("RNN007", "[RnnModel(4, 2)] [Lstm(3), Dense(1)] public partial class Net; [System.Obsolete] public partial class Net;"),
        new("RNN008", $"public partial class Other; {Model} public partial class Net;"),
        new("RNN001", $$"""{{Model}} public partial class Net { } public partial class Net { }"""),
        new("RNN009", $$"""{{Model}} public partial class Net { public void Predict(string text) { } public static void Load(int number) { } private int predict; }"""),
        new("RNN009", $$"""interface ISummary { string Summary { get; } } {{Model}} public partial class Net : ISummary { string ISummary.Summary => ""; }"""),
        new("RNN009", $$"""{{Model}} public partial class Net { void Save(object path) { } void Save(ref string path) { } void Save<T>(string path) { } void Predict(System.ReadOnlySpan<float> a, int[] b) { } }"""),
        new("RNN009", $$"""public class Base { protected int State; public void Save(string path) { } public class Workspace; } {{Model}} public partial class Net : Base;"""),
        new("RNN009", $$"""public class Base { public virtual void Save(object path) { } } {{Model}} public partial class Net : Base { public override void Save(object path) { } }"""),
        new("RNN009", $$"""public class First { public virtual void Save(string path) { } } public class Base : First { public sealed override void Save(string path) { } } {{Model}} public partial class Net : Base;"""),
        new("RNN009", $$"""public class Base { private int State; public int Used => State; } {{Model}} public partial class Net : Base;"""),
        new("RNN010", $$"""public class Base(int size = 1) { public int Size => size; } {{Model}} public partial class Net : Base;"""),
        new("RNN011", $$"""{{Model}} public partial class Net { public Net(string path) : this(path, 1) { } Net(string path, int seed) : this(path) { } static Net() { } }"""),
        new("RNN012", $$"""{{Model}} public partial class Net { public Net(int units, int seed) : this(units, seed, 1) { } Net(int a, int b, int c) : this(a, b) { } }"""),
        new("RNN012", $$"""{{Model}} public partial class Net { public Net(ref int units) : this(units, 1) { } Net(int a, int b) : this(ref a) { } }"""),
        new("RNN013", $$"""public class Base { protected Base(int size = 1) { } protected Base(params string[] paths) { } } {{Model}} public partial class Net : Base;"""),
        new("RNN013", $$"""public class Base { protected Base() { } protected Base(int size = 1) { } protected Base(string path = "") { } } {{Model}} public partial class Net : Base;"""),
        new("RNN013", $$"""public class Base { protected Base(string path = "") { } } {{Model}} public partial class Net : Base;"""),
        new("RNN019", In("11", $$"""namespace Old; {{Model}} public partial class Net { }""")),
        new("RNN013", $$"""public class Base { internal Base(params string[] paths) { } } {{Model}} public partial class Net : Base;"""),
        new("RNN014", $$"""{{Model}} public partial class Net; public class Tuned : Net;"""),
        new("RNN015", """
            #nullable enable
            using System;
            using System.Diagnostics.CodeAnalysis;
            """ + $$"""
            {{Model}} public partial class Net
            {
                public string A { get; set; } = "";
                public string? B { get; set; }
                public required string C { get; init; }
                public static string D { get; } = "";
                public string E => "";
                public int G { get; set; }
                [MaybeNull] public string H { get; set; }
                [AllowNull] public string I { get; set; }
                public event Action J { add { } remove { } }
                private readonly string k = "", l = "";
                public (string, string) M;
                public ReadOnlyMemory<char> N;
                public string Use() => k + l;
            }
            """),
        new("RNN015", $$"""
            #nullable disable
            {{Model}} public partial class Net { public string Unit { get; set; } }
            """),
    ];
}
