using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Tests.Reference;

public sealed class LayerCasesTests
{
    [Fact]
    public void Every_layer_of_the_catalog_has_cases_and_no_case_is_for_a_layer_it_does_not_have() =>
        Assert.Equal(LayerCatalog.Names.Order(), LayerCases.ByKind.Keys.Order());

    [Fact]
    public void Every_kind_has_a_case_called_default_or_one_per_activation() =>
        Assert.All(LayerCases.ByKind, kind => Assert.Contains(kind.Value.Keys, name => name is "default" or nameof(Activation.Linear)));
}
