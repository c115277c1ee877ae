using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;

namespace RnnGen.Generator.Tests.Networks;

public sealed class LayerNamesTests
{
    [Fact]
    public void Automatic_names_are_numbered_per_kind_from_1() => Assert.Equal(
        ["lstm1", "rnn1", "lstm2", "gru1", "dense1", "rnn2", "dense2"],
        Names(("Lstm", null), ("SimpleRnn", null), ("Lstm", null), ("Gru", null), ("Dense", null), ("SimpleRnn", null), ("Dense", null)));

    [Fact]
    public void Naming_one_layer_renames_no_other() => Assert.Equal(
        ["lstm1", "middle", "lstm3", "dense1"],
        Names(("Lstm", null), ("Lstm", "middle"), ("Lstm", null), ("Dense", null)));

    [Fact]
    public void A_layer_of_unknown_kind_gets_a_name_too() => Assert.Equal(["layer1", "dense1"], Names(("Mine.Cell", null), ("Dense", null)));

    private static IReadOnlyList<string> Names(params (string Kind, string? Name)[] layers) => LayerNames.Of(new(
        "", default, "Net", 4, 2, Topology.ManyToOne, Loss.MeanSquaredError, null, 0,
        new(layers.Select(static layer => new LayerDeclaration(
            layer.Kind, layer.Name is null ? default : new([new LayerArgument("Name", layer.Name)]))))));
}
