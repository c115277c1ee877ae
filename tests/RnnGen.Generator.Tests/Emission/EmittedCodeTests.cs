using Microsoft.CodeAnalysis;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Tests.Compilations;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Emission;

/// <summary>Emitted code compiles in every project, whatever its settings and whatever else is in it.</summary>
public sealed class EmittedCodeTests
{
    [Theory]
    [MemberData(nameof(EmissionCases.All), MemberType = typeof(EmissionCases))]
    public void No_warning_at_the_highest_level_in_a_checked_project(string declaration)
    {
        Assert.NotEmpty(EmissionProject.Shared.FilesOf(declaration));
        Assert.Equal([], EmissionProject.Shared.Warnings(declaration));
    }

    [Fact]
    public void No_warning_without_a_place()
    {
        Assert.Empty(EmissionProject.Shared.Generation.Diagnostics);
        Assert.Equal([], EmissionProject.Shared.WarningsWithoutPlace);
    }

    [Fact]
    public void No_warning_about_a_class_without_a_namespace()
    {
        TestGeneration generation = EmissionCases.Compile(EmissionCases.Declarations[0]).Generate(new RnnModelGenerator());

        Assert.NotEmpty(generation.Sources);
        Assert.Empty(EmissionProject.WarningsOf(generation.Output));
    }

    [Theory]
    [InlineData("[RnnModel(3, 1)] [Lstm(2)] [Dense(1)] public partial class @class;", "class")]
    [InlineData("namespace @namespace.@event { [RnnModel(3, 1)] [Lstm(2)] [Dense(1)] public partial class @int; }", "namespace.event.int")]
    [InlineData("namespace Outer { namespace Inner { [RnnModel(3, 1)] [Lstm(2)] [Dense(1)] internal sealed partial class Model; } }", "Outer.Inner.Model")]
    [InlineData("public partial struct Box { public partial interface IBox { [RnnModel(3, 1)] [Lstm(2)] [Dense(1)] private protected partial class Model; } }", "Box+IBox+Model")]
    [InlineData("public partial record Box { internal partial record struct Case { [RnnModel(3, 1)] [Lstm(2)] [Dense(1)] public partial class Model; } }", "Box+Case+Model")]
    [InlineData("public static partial class Box { [RnnModel(3, 1)] [Lstm(2)] [Dense(1)] public partial class Model; }", "Box+Model")]
    [InlineData("[RnnModel(3, 1)] [Gru(2)] [Dense(1)] public partial class Prévision_天気;", "Prévision_天気")]
    [InlineData("namespace RnnGen.Generated { [RnnModel(3, 1)] [Lstm(2)] [Dense(1)] public partial class Model; }", "RnnGen.Generated.Model")]
    [InlineData("public class Base { protected int weights; } [RnnModel(3, 1)] [Lstm(2)] [Dense(1)] public partial class Model : Base;", "Model")]
    public void Classes_of_every_name_and_place(string declaration, string name)
    {
        TestGeneration generation = TestCompilation.Create("using RnnGen;\n" + declaration).Generate(new RnnModelGenerator());

        Assert.NotEmpty(generation.Sources);
        Assert.Empty(generation.Output.Errors);
        Assert.NotNull(generation.Output.Load().GetType(name));
    }

    [Fact]
    public void A_file_scoped_namespace_is_a_namespace()
    {
        TestGeneration generation = TestCompilation
            .Create("using RnnGen;\nnamespace A.B;\n[RnnModel(3, 1)] [Lstm(2)] [Dense(1)] public partial class Model;")
            .Generate(new RnnModelGenerator());

        Assert.NotNull(generation.Output.Load().GetType("A.B.Model"));
    }

    /// <summary>Types with the names of everything that emitted code speaks of, in the namespace of the model and around it.</summary>
    [Theory]
    [InlineData("My.Project")]
    [InlineData("My.RnnGen.System")]
    [InlineData("System.RnnGen.Numerics")]
    public void Types_of_the_users_shadow_nothing(string @namespace)
    {
        string[] names =
        [
            "System", "RnnGen", "Unsafe", "Math", "MathF", "At", "Row", "Span", "ReadOnlySpan", "ReadOnlyMemory", "Numerics", "Vector", "Execution",
            "BatchNetwork", "SequenceNetwork", "TVector", "IVector", "NetworkExecutor", "Trainer", "ParameterInfo",
            "Float", "Int32", "String", "Object", "Exception",
            "ArgumentException", "Runtime", "IO", "Stream", "nint", "MemoryMarshal", "Literal",
        ];
        string types = string.Concat(names
            .Where(name => !@namespace.Split('.').Contains(name))
            .Select(static name => $"    public class {name};\n"));
        string source =
            $$"""
            namespace {{@namespace}}
            {
            {{types}}
                [global::RnnGen.RnnModel(3, 1, Topology = global::RnnGen.Topology.ManyToMany, Loss = global::RnnGen.Loss.CrossEntropy)]
                [global::RnnGen.Lstm(2)]
                [global::RnnGen.Dense(2, Activation = global::RnnGen.Activation.Softmax)]
                public partial class Model;
            }
            """;

        TestGeneration generation = TestCompilation.Create(source).Generate(new RnnModelGenerator());

        Assert.NotEmpty(generation.Sources);
        Assert.Empty(generation.Output.Errors);
    }

    [Theory]
    [InlineData("cell", "cellFirst", "cellLast")]
    [InlineData("cell1", "cell1First", "cell1FirstStep")]
    [InlineData("encoder", "encoderLayer", "encoderLayerFirst")]
    [InlineData("step", "stepGradient", "gradient")]
    [InlineData("loss", "output", "unrolled")]
    [InlineData("unrolled", "loss", "output")]
    [InlineData("forward", "activate", "backward")]
    [InlineData("at", "row", "layout")]
    [InlineData("x", "p", "w")]
    [InlineData("lstm2", "lstm1", "lstm3")]
    [InlineData("a_b", "a", "b")]
    [InlineData("int", "class", "new")]
    public void Layers_of_every_name(string first, string second, string third)
    {
        TestGeneration generation = TestCompilation.Create(
            $$"""
            using RnnGen;
            [RnnModel(5, 1, Topology = Topology.ManyToMany, Loss = Loss.CrossEntropy, OutputSteps = 2)]
            [Lstm(2, Name = "{{first}}")]
            [Dense(2, Name = "{{second}}")]
            [Dense(2, Name = "{{third}}", Activation = Activation.Softmax)]
            public partial class Model;
            """).Generate(new RnnModelGenerator());

        Assert.Empty(generation.Diagnostics);
        Assert.NotEmpty(generation.Sources);
        Assert.Empty(generation.Output.Errors);
    }

    [Fact]
    public void The_rules_guard_the_name_of_every_generated_member()
    {
        foreach (string declaration in EmissionCases.Declarations)
        {
            INamedTypeSymbol model = EmissionProject.Shared.Model(declaration);
            ISymbol[] members =
            [
                .. model.GetMembers().Where(static member => member is
                {
                    CanBeReferencedByName: true,
                    IsImplicitlyDeclared: false,
                }),
            ];

            Assert.Contains(members, static member => member.Name == "Predict");
            Assert.All(members, static member => Assert.True(
                GeneratedMembers.IsNameTaken(member.Name, isMethod: false),
                $"A user's field called '{member.Name}' collides with the generated member, and no rule says so."));
            Assert.All(
                members.Where(static member => member is not IMethodSymbol),
                static member => Assert.True(GeneratedMembers.IsNameTaken(member.Name, isMethod: true), member.Name));
            Loss loss = declaration.Contains("CrossEntropy", StringComparison.Ordinal) && !declaration.Contains("Binary", StringComparison.Ordinal)
                ? Loss.CrossEntropy
                : Loss.MeanSquaredError;
            ModelDeclaration declared = Declare.Model(1, 1, loss: loss).Declaration with { VariableLength = declaration.Contains("VariableLength", StringComparison.Ordinal) };
            bool takesTokens = declaration.Contains("Embedding", StringComparison.Ordinal);
            Assert.All(members.OfType<IMethodSymbol>(), method => Assert.True(
                GeneratedMembers.CollidesWith(new MemberFacts(method.Name, method.Signature(model), false, false, false), declared, takesTokens),
                $"A user's method {method.Name}{method.Signature(model)} collides with the generated one, and no rule says so."));
        }
    }
}
