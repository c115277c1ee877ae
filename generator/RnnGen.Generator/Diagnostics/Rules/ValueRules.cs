using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>Enumeration arguments must be values of their enumeration, which a cast can get around, and what is written must have an effect.</summary>
internal static class ValueRules
{
    public static IEnumerable<Violation> Check(ModelDeclaration model)
    {
        if (!Enum.IsDefined(typeof(Topology), model.Topology))
        {
            yield return Undefined(Subject.Model("Topology"), model.Topology);
        }

        if (!Enum.IsDefined(typeof(Loss), model.Loss))
        {
            yield return Undefined(Subject.Model("Loss"), model.Loss);
        }

        for (int index = 0; index < model.Layers.Count; index++)
        {
            LayerDeclaration layer = model.Layers[index];
            foreach (LayerOption option in LayerRegistry.Find(layer.Kind)?.Options ?? [])
            {
                if (option is IChoiceOption choice && !option.IsSound(layer))
                {
                    yield return Undefined(Subject.Layer(index, option.Name), choice.Value(layer));
                }

                if (option.Needs is { } needed && layer.Find(option.Name) is not null && !needed.Of(layer))
                {
                    yield return Violation.Of(RuleIds.OptionWithoutEffect, Subject.Layer(index, option.Name), option.Name, layer.Kind, needed.Name);
                }
            }
        }
    }

    private static Violation Undefined(Subject subject, Enum value) => Violation.Of(
        RuleIds.UndefinedValue, subject, value.ToString("D"), value.GetType().Name, string.Join(", ", Enum.GetNames(value.GetType())));
}
