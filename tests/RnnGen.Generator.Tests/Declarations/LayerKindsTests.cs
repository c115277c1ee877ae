extern alias library;

using System.Reflection;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;
using LayerAttribute = library::RnnGen.LayerAttribute;

namespace RnnGen.Generator.Tests.Declarations;

/// <summary>The table of kinds and the attributes of the library say the same.</summary>
public sealed class LayerKindsTests
{
    private static readonly Type[] Attributes =
        [.. typeof(LayerAttribute).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(LayerAttribute)))];

    [Fact]
    public void Every_layer_attribute_is_a_known_kind_and_every_kind_has_an_attribute() => Assert.Equal(
        Attributes.Select(static type => type.Name).Order(StringComparer.Ordinal),
        LayerKinds.All.Select(static kind => kind.Name + "Attribute").Order(StringComparer.Ordinal));

    [Fact]
    public void A_kinds_activations_are_those_of_its_attribute()
    {
        foreach (Type type in Attributes)
        {
            IEnumerable<string> activations = type.GetProperties()
                .Where(static property => property.PropertyType == typeof(library::RnnGen.Activation))
                .Select(static property => property.Name);
            Assert.Equal(activations, LayerKinds.Find(Kind(type))!.Activations);
        }
    }

    [Fact]
    public void Every_layer_attribute_is_sealed_and_its_constructor_sets_the_property_of_the_same_name()
    {
        foreach (Type type in Attributes)
        {
            Assert.True(type.IsSealed);
            ParameterInfo parameter = Assert.Single(Assert.Single(type.GetConstructors()).GetParameters());
            Assert.Equal("units", parameter.Name);
            object layer = Activator.CreateInstance(type, 17)!;
            Assert.Equal(17, type.GetProperty("Units")!.GetValue(layer));
        }
    }

    // By hand: LSTM 4·(3·5 + 3·3 + 3 + 3), GRU and Elman likewise with 3 and 1; Dense 3·5 + 3.
    [Theory]
    [InlineData("Lstm", 120)]
    [InlineData("Gru", 90)]
    [InlineData("SimpleRnn", 30)]
    [InlineData("Dense", 18)]
    public void A_layer_of_3_units_on_5_inputs_has_the_parameters_of_its_PyTorch_counterpart(string kind, long parameters) =>
        Assert.Equal(parameters, LayerKinds.Find(kind)!.Parameters(5, 3));

    [Fact]
    public void Every_kind_can_be_built_and_has_the_parameters_the_rules_count()
    {
        Assert.Equal(LayerCatalog.Names.Order(StringComparer.Ordinal), LayerKinds.All.Select(static kind => kind.Name).Order(StringComparer.Ordinal));
        foreach (LayerKind kind in LayerKinds.All)
        {
            Assert.Equal(kind.Parameters(5, 3), Build(kind.Name).Parameters.Sum(static tensor => (long)tensor.Length));
        }
    }

    [Fact]
    public void What_a_layer_takes_for_unwritten_arguments_is_the_attributes_default()
    {
        foreach (Type type in Attributes)
        {
            object layer = Activator.CreateInstance(type, 3)!;
            LayerArgument[] defaults =
            [
                .. type.GetProperties()
                    .Where(static property => property.SetMethod is not null && property.PropertyType.IsValueType)
                    .Select(property => new LayerArgument(property.Name, property.GetValue(layer) switch
                    {
                        Enum choice => choice.ToString("D"),
                        bool flag => flag.ToString(),
                        var other => throw new InvalidOperationException($"{property} has the default {other}."),
                    })),
            ];

            Assert.NotEmpty(defaults);
            Assert.Equal(Build(Kind(type)).Formula, Build(Kind(type), defaults).Formula);
        }
    }

    private static Layer Build(string kind, params LayerArgument[] arguments) => LayerCatalog.Create(
        new(kind, new([.. arguments, new LayerArgument("Units", "3")])), "name", inputs: 5, new ParameterLayout());

    private static string Kind(Type type) => type.Name[..^"Attribute".Length];
}
