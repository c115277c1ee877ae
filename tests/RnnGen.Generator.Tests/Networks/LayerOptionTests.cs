using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Tests.Networks;

/// <summary>Options of every type: what is written, defaults, ranges, and what is taken in place of a value out of its range.</summary>
public sealed class LayerOptionTests
{
    [Fact]
    public void What_is_not_written_has_its_default()
    {
        LayerDeclaration layer = Layer();
        Assert.Equal(3, new IntegerOption("Rate", 1, 5, 3).Of(layer));
        Assert.Equal(0.5, new NumberOption("Rate", 0, 1, 0.5).Of(layer));
        Assert.True(new FlagOption("Rate", true).Of(layer));
        Assert.Equal(Topology.ManyToMany, new ChoiceOption<Topology>("Rate", Topology.ManyToMany).Of(layer));
        Assert.Null(new TextOption("Rate").Of(layer));
        Assert.Empty(new NamesOption("Rate").Of(layer));
    }

    [Fact]
    public void A_value_is_what_was_written()
    {
        Assert.Equal(4, new IntegerOption("Rate", 1, 5).Of(Layer(4)));
        Assert.Equal(0.25, new NumberOption("Rate", 0, 1).Of(Layer(0.25)));
        Assert.False(new FlagOption("Rate", true).Of(Layer(false)));
        Assert.Equal(Activation.Elu, new ActivationOption("Rate", Activation.Tanh).Of(Layer(Activation.Elu)));
        Assert.Equal("name", new TextOption("Rate").Of(Layer("name")));
    }

    [Fact]
    public void Names_are_one_text_or_several()
    {
        var option = new NamesOption("Rate", isRequired: true);
        Assert.Equal(["a"], option.Of(Layer("a")));
        Assert.Equal(["a", "b"], option.Of(Layer(new EquatableArray<string>(["a", "b"]))));
        Assert.Equal("a, b", option.Text(Layer(new EquatableArray<string>(["a", "b"]))));
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(1, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    public void Whole_numbers_have_a_range(int value, int comparison)
    {
        var option = new IntegerOption("Rate", 1, 5);
        Assert.Equal(comparison, option.Compare(Layer(value)));
        Assert.Equal(comparison == 0, option.IsSound(Layer(value)));
        Assert.Equal(comparison == 0 ? value : 1, option.Of(option.Mend(Layer(value))));
    }

    [Theory]
    [InlineData(-0.1, -1)]
    [InlineData(double.NaN, -1)]
    [InlineData(0, 0)]
    [InlineData(0.9, 0)]
    [InlineData(0.91, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    public void Numbers_have_a_range(double value, int comparison)
    {
        var option = new NumberOption("Rate", 0, 0.9);
        Assert.Equal(comparison, option.Compare(Layer(value)));
        Assert.Equal(comparison == 0 ? value : 0, option.Of(option.Mend(Layer(value))));
    }

    [Fact]
    public void A_choice_is_a_value_of_its_enumeration()
    {
        var option = new ChoiceOption<Loss>("Rate", Loss.Huber);
        Assert.True(option.IsSound(Layer(Loss.CrossEntropy)));
        Assert.False(option.IsSound(Layer((Loss)77)));
        Assert.Equal(Loss.Huber, option.Of(option.Mend(Layer((Loss)77))));
    }

    [Fact]
    public void Equal_values_make_equal_declarations()
    {
        Assert.Equal(Layer(new EquatableArray<string>(["a", "b"])), Layer(new EquatableArray<string>(["a", "b"])));
        Assert.Equal(Layer(1), Layer(2).With("Rate", 1));
        Assert.NotEqual(Layer(Activation.Tanh), Layer((int)Activation.Tanh));
        Assert.NotEqual(Layer(1.0), Layer(1));
    }

    private static LayerDeclaration Layer(object? value = null) => new("Any", value is null ? default : new([new LayerArgument("Rate", value)]));
}
