using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>Enumeration arguments must be values of their enumeration, which a cast can get around.</summary>
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
            foreach (string argument in LayerKinds.Find(layer.Kind)?.Activations ?? default)
            {
                Activation activation = layer.Choice(argument, default(Activation));
                if (!Enum.IsDefined(typeof(Activation), activation))
                {
                    yield return Undefined(Subject.Layer(index, argument), activation);
                }
            }
        }
    }

    private static Violation Undefined<TEnum>(Subject subject, TEnum value) where TEnum : struct, Enum => Violation.Of(
        RuleIds.UndefinedValue, subject, value.ToString("D"), typeof(TEnum).Name, string.Join(", ", Enum.GetNames(typeof(TEnum))));
}
