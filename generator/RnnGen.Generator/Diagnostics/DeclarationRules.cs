using RnnGen.Generator.Declarations;
using RnnGen.Generator.Diagnostics.Rules;

namespace RnnGen.Generator.Diagnostics;

/// <summary>Every rule a declaration has to keep. The analyzer reports what breaks one; the generator emits nothing for it.</summary>
internal static class DeclarationRules
{
    /// <summary>What <paramref name="parsed"/> breaks, each an error; empty for a sound declaration.</summary>
    public static IReadOnlyList<Violation> Check(AnnotatedClass parsed) =>
    [
        .. ClassRules.Check(parsed.Model, parsed.Facts),
        .. MemberRules.Check(parsed.Model, parsed.Facts),
        .. Check(parsed.Model),
    ];

    /// <summary>The rules about what the attributes say, whatever class they are on.</summary>
    public static IReadOnlyList<Violation> Check(ModelDeclaration model) =>
    [
        .. LayerRules.Check(model),
        .. LayerNameRules.Check(model),
        .. ValueRules.Check(model),
        .. ActivationRules.Check(model),
        .. SizeRules.Check(model),
        .. CapacityRules.Check(model),
        .. TopologyRules.Check(model),
        .. LossRules.Check(model),
    ];
}
