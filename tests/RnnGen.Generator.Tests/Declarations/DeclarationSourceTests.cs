using Microsoft.CodeAnalysis;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Declarations;

public sealed class DeclarationSourceTests
{
    private const string Net = "using RnnGen; [RnnModel(4, 2), Lstm(3), Dense(1)] public partial class Net;";

    [Fact]
    public void Every_annotated_class_is_found()
    {
        var probe = new DeclarationProbe();

        TestCompilation.Create(Net, "using RnnGen; namespace Deep { [RnnModel(9, 1)] [Dense(2)] partial class Other; }").Generate(probe);

        Assert.Equal(["Net", "Other"], probe.Declarations.Select(static model => model.Name));
    }

    [Theory]
    [InlineData("// a comment\n" + Net)]
    [InlineData("using RnnGen; [RnnModel(inputSize: 2, sequenceLength: 2 * 2), LstmAttribute(units: 3)] [Dense(1)] sealed partial class Net { int own; }")]
    public void An_edit_that_says_the_same_changes_no_declaration(string edited)
    {
        var compilation = TestCompilation.Create(Net);
        TestGeneration first = compilation.Generate(new DeclarationProbe());

        TestGeneration second = first.Again(compilation.With("File0.cs", edited));

        Assert.Equal([IncrementalStepRunReason.New], first.Reasons(DeclarationProbe.Step));
        Assert.Equal([IncrementalStepRunReason.Unchanged], second.Reasons(DeclarationProbe.Step));
    }

    [Theory]
    [InlineData("using RnnGen; [RnnModel(4, 2), Lstm(4), Dense(1)] public partial class Net;")]
    [InlineData("using RnnGen; [RnnModel(4, 2), Dense(1), Lstm(3)] public partial class Net;")]
    [InlineData("using RnnGen; [RnnModel(4, 2), Lstm(3), Dense(1)] public class Net;")]
    public void An_edit_that_says_something_else_changes_the_declaration(string edited)
    {
        var compilation = TestCompilation.Create(Net);
        TestGeneration first = compilation.Generate(new DeclarationProbe());

        TestGeneration second = first.Again(compilation.With("File0.cs", edited));

        Assert.Equal([IncrementalStepRunReason.Modified], second.Reasons(DeclarationProbe.Step));
    }

    [Fact]
    public void A_declaration_holds_values_only()
    {
        var seen = new HashSet<Type>();
        var open = new Stack<Type>([typeof(ModelDeclaration)]);
        while (open.TryPop(out Type? type))
        {
            if (!seen.Add(type))
            {
                continue;
            }

            Assert.False(type.Assembly == typeof(SyntaxNode).Assembly, $"{type} is Roslyn's");
            foreach (var field in type.GetFields(
                System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic))
            {
                open.Push(field.FieldType);
            }

            if (type.IsArray)
            {
                open.Push(type.GetElementType()!);
            }
        }

        Assert.Contains(typeof(LayerArgument), seen);
    }
}
