using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>Layer names become parts of tensor names and of C# names, so they must be identifiers, each unlike the others.</summary>
internal static class LayerNameRules
{
    public static IEnumerable<Violation> Check(ModelDeclaration model)
    {
        IReadOnlyList<string> names = LayerNames.Of(model);
        for (int index = 0; index < names.Count; index++)
        {
            if (IsWritten(model, index) && !IsValid(names[index]))
            {
                yield return Violation.Of(RuleIds.InvalidLayerName, Subject.Layer(index, "Name"), names[index]);
            }
        }

        // Emitted names capitalise layer names, so case alone does not tell two apart.
        var owners = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int index = 0; index < names.Count; index++)
        {
            if (!owners.TryGetValue(names[index], out int owner))
            {
                owners[names[index]] = index;
                continue;
            }

            // The one to change is the later written name; an automatic name is nowhere to be seen.
            (int culprit, int other) = IsWritten(model, index) ? (index, owner) : (owner, index);
            yield return Violation.Of(
                RuleIds.DuplicateLayerName, Subject.Layer(culprit, "Name"), names[culprit], other + 1, model.Layers[other].Kind, names[other]);
        }
    }

    private static bool IsWritten(ModelDeclaration model, int index) => LayerOptions.Name.Of(model.Layers[index]) is not null;

    private static bool IsValid(string name) =>
        name.Length > 0 && IsLetter(name[0]) && name.All(static letter => IsLetter(letter) || letter is '_' or (>= '0' and <= '9'));

    private static bool IsLetter(char letter) => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
