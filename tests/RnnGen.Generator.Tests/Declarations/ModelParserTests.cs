using System.Globalization;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Generator.Tests.Declarations;

public sealed class ModelParserTests
{
    [Fact]
    public void A_declaration_is_read_with_its_defaults_and_in_the_order_written()
    {
        ModelDeclaration model = Parse("""
            using RnnGen;
            namespace Weather;
            [RnnModel(50, 3)]
            [Lstm(20)]
            [Gru(7), SimpleRnn(5)]
            [Dense(10)]
            public partial class Forecaster;
            """, "Weather.Forecaster");

        Assert.Equal(
            new ModelDeclaration("Weather", default, "Forecaster", 50, 3, Topology.ManyToOne, Loss.MeanSquaredError, null, 0, new([
                Layer("Lstm", ("Units", 20)),
                Layer("Gru", ("Units", 7)),
                Layer("SimpleRnn", ("Units", 5)),
                Layer("Dense", ("Units", 10))])),
            model);
    }

    [Theory]
    [InlineData("RnnModel(50, 3, Topology = Topology.ManyToMany, Loss = Loss.Huber, OutputSteps = 4, Unroll = 2)")]
    [InlineData("RnnGen.RnnModelAttribute(inputSize: 3, sequenceLength: 50, Unroll = 2, OutputSteps = 4, Loss = Loss.Huber, Topology = Topology.ManyToMany)")]
    [InlineData("global::RnnGen.RnnModel(Sizes.Steps, Sizes.Steps - 47, OutputSteps = 2 + 2, Unroll = sizeof(short), Loss = (Loss)2, Topology = (Topology)Sizes.Three)")]
    [InlineData("Network(50, inputSize: 'c' - '`', Unroll = 0x2, Topology = M.ManyToMany, OutputSteps = 4, Loss = Loss.Huber)")]
    [InlineData("RnnModel(50, @inputSize: 3, @Topology = Topology.ManyToMany, Loss = default(Loss) + 2, OutputSteps = true ? 4 : 5, Unroll = 2)")]
    public void Arguments_may_be_written_in_any_form(string attribute)
    {
        ModelDeclaration model = Parse($$"""
            using RnnGen;
            using Network = RnnGen.RnnModelAttribute;
            using M = RnnGen.Topology;
            [{{attribute}}, Dense(1)]
            public partial class Net;
            static class Sizes { public const int Steps = 50; public const byte Three = 3; }
            """, "Net");

        Assert.Equal((50, 3), (model.SequenceLength, model.InputSize));
        Assert.Equal((Topology.ManyToMany, Loss.Huber), (model.Topology, model.Loss));
        Assert.Equal((4, 2), (model.OutputSteps, model.Unroll));
    }

    [Fact]
    public void Layer_arguments_are_sorted_by_property_and_only_those_written()
    {
        ModelDeclaration model = Parse("""
            using RnnGen;
            using Cell = RnnGen.GruAttribute;
            [RnnModel(4, 2)]
            [Cell(Recurrent.Units, ResetAfter = false, Name = nameof(Recurrent) + "1", RecurrentActivation = Activation.HardSigmoid)]
            [type: Dense(units: 1, Name = null)]
            public partial class Net;
            static class Recurrent { public const int Units = 9; }
            """, "Net");

        Assert.Equal(
            [
                Layer("Gru", ("Name", "Recurrent1"), ("RecurrentActivation", Activation.HardSigmoid), ("ResetAfter", false), ("Units", 9)),
                Layer("Dense", ("Units", 1)),
            ],
            model.Layers);
        LayerDeclaration gru = model.Layers[0];
        Assert.Equal(9, gru.Value("Units", 0));
        Assert.Equal(Activation.Tanh, gru.Value("Activation", Activation.Tanh));
        Assert.Null(gru.Find("Activation"));
    }

    [Fact]
    public void Arguments_of_every_type_are_read()
    {
        ModelDeclaration model = Parse("""
            using RnnGen;
            [RnnModel(4, 2)]
            [Mine.Merge("a", "b", Rate = 1 / 4f, Loss = Loss.Huber, Day = System.DayOfWeek.Friday, Sizes = new[] { 1 }, Type = typeof(int))]
            [Mine.Merge]
            public partial class Net;
            namespace Mine
            {
                public sealed class MergeAttribute(params string[] from) : LayerAttribute
                {
                    public string[] From => from;
                    public float Rate { get; set; }
                    public Loss Loss { get; set; }
                    public System.DayOfWeek Day { get; set; }
                    public int[]? Sizes { get; set; }
                    public System.Type? Type { get; set; }
                }
            }
            """, "Net");

        Assert.Equal(
            [
                Layer("Mine.MergeAttribute", ("Day", 5), ("From", new EquatableArray<string>(["a", "b"])), ("Loss", Loss.Huber), ("Rate", 0.25f)),
                Layer("Mine.MergeAttribute", ("From", new EquatableArray<string>([]))),
            ],
            model.Layers);
    }

    [Fact]
    public void Numbers_are_read_alike_in_a_culture_with_another_minus_sign()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            ModelDeclaration model = Parse("[RnnGen.RnnModel(-4, 2), RnnGen.Dense(-1)] partial class Net;", "Net");
            Assert.Equal(-4, model.SequenceLength);
            Assert.Equal(-1, model.Layers[0].Find("Units"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Names_that_are_keywords_are_escaped_where_they_become_text()
    {
        ModelDeclaration model = Parse("""
            using RnnGen;
            namespace @event.Inner.@in
            {
                public partial record struct @struct
                {
                    public partial interface Middle
                    {
                        public partial record Last
                        {
                            [RnnModel(4, 2), Dense(1)] private partial class @record;
                        }
                    }
                }
            }
            """, "event.Inner.in.struct+Middle+Last+record");

        Assert.Equal("@event.Inner.@in", model.Namespace);
        Assert.Equal(["partial record struct @struct", "partial interface Middle", "partial record Last"], model.ContainingTypes);
        Assert.Equal("record", model.Name);
        Assert.Equal("@record", model.Identifier);
    }

    [Fact]
    public void A_class_in_the_global_namespace_has_none_and_an_ordinary_name_is_its_own_identifier()
    {
        ModelDeclaration model = Parse("partial struct Outer { [RnnGen.RnnModel(4, 2)] partial class Net; }", "Outer+Net");

        Assert.Equal("", model.Namespace);
        Assert.Equal("Net", model.Identifier);
        Assert.Equal(["partial struct Outer"], model.ContainingTypes);
        Assert.Empty(model.Layers);
    }

    [Fact]
    public void Layers_come_from_the_part_with_the_model_attribute_whatever_the_order_of_the_files()
    {
        const string Stray = "using RnnGen; [Gru(9)] partial class Net;";
        const string Main = "using RnnGen; [Lstm(3)] [RnnModel(4, 2)] [Dense(1)] partial class Net;";
        foreach (string[] files in new[] { new[] { Stray, Main }, [Main, Stray] })
        {
            AnnotatedClass parsed = ParseClass(TestCompilation.Create(files), "Net")!;
            Assert.Equal(["Lstm", "Dense"], parsed.Model.Layers.Select(static layer => layer.Kind));
            Assert.Equal(["Gru"], parsed.Facts.StrayLayers);
        }
    }

    [Theory]
    [InlineData("[RnnModel(4, 2, 3)] [Dense(1)]", "CS1729")]
    [InlineData("[RnnModel] [Dense(1)]", "CS1729")]
    [InlineData("[RnnModel(4, 2)] [Dense]", "CS7036")]
    [InlineData("[RnnModel(4, 2)] [Lstm()] [Dense(1)]", "CS7036")]
    [InlineData("[RnnModel(4, \"2\")] [Dense(1)]", "CS1503")]
    [InlineData("[RnnModel(4, 2)] [Dense(Net.Size)]", "CS0182")]
    [InlineData("[RnnModel(4, 2, Unroll = Net.Size)] [Dense(1)]", "CS0182")]
    [InlineData("[RnnModel(4, 2, OutputSteps = \"all\")] [Dense(1)]", "CS0029")]
    [InlineData("[RnnModel(4, 2)] [Gru(1, ResetAfter = 1)]", "CS0029")]
    [InlineData("[RnnModel(4, 2)] [Dense(1, Name = 'a')]", "CS0029")]
    [InlineData("[RnnModel(4, 2)] [Dense(1, Units = 2)]", "CS0617")]
    [InlineData("[RnnModel(4, 2)] [Dense(nothing)]", "CS0103")]
    [InlineData("[RnnModel(4, 2, 1)] [Dense(1)]", "CS1729")]
    public void Attributes_that_do_not_compile_are_not_read_and_left_to_the_compiler(string attributes, string error)
    {
        var compilation = TestCompilation.Create(
            $$"""using RnnGen; {{attributes}} partial class Net { public static readonly int Size = 1; }""");

        Assert.Contains(compilation.Errors, found => found.Id == error);
        AnnotatedClass parsed = ParseClass(compilation, "Net")!;
        Assert.NotEmpty(parsed.Unread);
        Assert.All(parsed.Unread, static unread => Assert.Null(unread.Constant));
        Assert.Empty(compilation.Rules());
    }

    [Fact]
    public void A_struct_or_a_class_without_the_attribute_declares_no_model()
    {
        var compilation = TestCompilation.Create("""
            using RnnGen;
            [RnnModel(4, 2), Dense(1)] partial struct Value;
            [Dense(1)] partial class Layers;
            class RnnModelAttribute(int a, int b) : System.Attribute { public int Sum => a + b; }
            [global::RnnModel(1, 2)] partial class Other;
            """);

        Assert.NotEmpty(ParseClass(compilation, "Value")!.Unread);
        Assert.False(ParseClass(compilation, "Layers")!.IsModel);
        Assert.Null(ParseClass(compilation, "Other"));
    }

    private static LayerDeclaration Layer(string kind, params (string Name, object Value)[] arguments) =>
        new(kind, new(arguments.Select(static argument => new LayerArgument(argument.Name, argument.Value))));

    private static ModelDeclaration Parse(string source, string type)
    {
        var compilation = TestCompilation.Create(source);
        Assert.Empty(compilation.Errors);
        AnnotatedClass? parsed = ParseClass(compilation, type);
        Assert.NotNull(parsed);
        Assert.Empty(parsed.Unread);
        return parsed.Model;
    }

    private static AnnotatedClass? ParseClass(TestCompilation compilation, string name)
    {
        var type = compilation.Type(name);
        return ModelParser.Parse(type, DeclarationAttributes.Of(type, default), compilation.Compilation, default);
    }
}
