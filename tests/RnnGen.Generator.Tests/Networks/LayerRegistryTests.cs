extern alias library;

using System.Reflection;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;
using LayerAttribute = library::RnnGen.LayerAttribute;

namespace RnnGen.Generator.Tests.Networks;

/// <summary>What a layer says of itself, and its attribute in the library, are the same.</summary>
public sealed class LayerRegistryTests
{
    private static readonly Type[] Attributes =
        [.. typeof(LayerAttribute).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract)];

    private static readonly string[] Names = ["one", "two"];

    public static TheoryData<string> Kinds() => new(LayerRegistry.All.Select(static layer => layer.Name));

    [Fact]
    public void Every_layer_has_an_attribute_and_every_attribute_a_layer() => Assert.Equal(
        Attributes.Select(static type => type.Name).Order(StringComparer.Ordinal),
        LayerRegistry.All.Select(static layer => layer.Name + "Attribute"));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_properties_of_an_attribute_are_the_options_of_its_layer(string kind)
    {
        Dictionary<string, LayerOption> options = LayerRegistry.Find(kind)!.Options.ToDictionary(static option => option.Name);
        Dictionary<string, PropertyInfo> properties = Attribute(kind).GetProperties()
            .Where(static property => property.DeclaringType!.IsAssignableTo(typeof(LayerAttribute)))
            .ToDictionary(static property => property.Name);

        Assert.Equal(options.Keys.Order(StringComparer.Ordinal), properties.Keys.Order(StringComparer.Ordinal));
        Assert.All(properties.Values, property => Assert.Equal(
            options[property.Name] is NamesOption ? typeof(IReadOnlyList<string>).Name : ValueOf(options[property.Name]).Name, property.PropertyType.Name));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_attribute_is_sealed_and_its_constructor_takes_what_has_no_default(string kind)
    {
        Assert.True(Attribute(kind).IsSealed);
        Assert.Equal(
            LayerRegistry.Find(kind)!.Options.Where(static option => option.IsRequired).Select(static option => option.Name),
            Constructor(kind).GetParameters().Select(static parameter => char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_attribute_holds_what_its_constructor_is_given_and_the_defaults_of_the_layer(string kind)
    {
        object attribute = Constructor(kind).Invoke([.. Constructor(kind).GetParameters().Select(static parameter => Sample(parameter.ParameterType))]);
        var unwritten = new LayerDeclaration(kind, default);
        foreach (LayerOption option in LayerRegistry.Find(kind)!.Options)
        {
            PropertyInfo property = Attribute(kind).GetProperty(option.Name)!;
            if (property.PropertyType == typeof(IReadOnlyList<string>))
            {
                Assert.Equal(Names, property.GetValue(attribute));
                continue;
            }

            object? expected = option.IsRequired ? Sample(property.PropertyType) : ((dynamic)option).Of(unwritten);
            Assert.Equal(expected?.ToString(), property.GetValue(attribute)?.ToString());
        }
    }

    // By hand: LSTM 4·(3·5 + 3·3 + 3 + 3), GRU and Elman likewise with 3 and 1; Dense 3·5 + 3.
    [Theory]
    [InlineData("Lstm", 120)]
    [InlineData("Gru", 90)]
    [InlineData("SimpleRnn", 30)]
    [InlineData("Dense", 18)]
    public void A_layer_of_3_units_on_5_inputs_has_the_parameters_of_its_PyTorch_counterpart(string kind, long parameters)
    {
        var layout = new ParameterLayout();

        Layer layer = LayerRegistry.Create(new(kind, new([new LayerArgument("Units", 3)])), "name", [5], layout);

        Assert.Equal(parameters, layout.Count);
        Assert.Equal(parameters, layer.Parameters.Sum(static tensor => tensor.Length));
        Assert.Equal($"{kind}(3)", layer.Description);
    }

    [Fact]
    public void A_layer_of_one_input_refuses_two() => Assert.Throws<InvalidOperationException>(() =>
        LayerRegistry.Create(new("Dense", new([new LayerArgument("Units", 3)])), "name", [5, 6], new ParameterLayout()));

    private static Type Attribute(string kind) => Attributes.Single(type => type.Name == kind + "Attribute");

    private static ConstructorInfo Constructor(string kind) => Assert.Single(Attribute(kind).GetConstructors());

    private static object? Sample(Type type) => type == typeof(int) ? 17 : type == typeof(double) ? 0.25 : type == typeof(string) ? "name" : type == typeof(string[]) ? Names : null;

    /// <summary>The T of an option's <see cref="LayerOption{T}"/>.</summary>
    private static Type ValueOf(LayerOption option)
    {
        Type type = option.GetType();
        while (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(LayerOption<>))
        {
            type = type.BaseType!;
        }

        return type.GenericTypeArguments[0];
    }
}
