using RnnGen.Generator.Declarations;
using RnnGen.Generator.Diagnostics.Rules;

namespace RnnGen.Generator.Diagnostics;

/// <summary>Every rule a declaration has to keep. Where one is broken, the generator reports it, and emits no network.</summary>
internal static class DeclarationRules
{
    /// <summary>What <paramref name="parsed"/> breaks, errors and warnings; a declaration without an error is sound.</summary>
    public static IReadOnlyList<Violation> Check(AnnotatedClass parsed) =>
        !parsed.IsModel ? [Violation.Of(RuleIds.LayersWithoutModel, Subject.Layer(0), parsed.Model.Name)]
        // The rest of what cannot be read is the compiler's to report, and what is missing would break rules of no one's.
        : parsed.Unread.Count > 0 ? [.. ReadingRules.Check(parsed)]
        :
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
        .. GraphRules.Check(model),
        .. ValueRules.Check(model),
        .. ActivationRules.Check(model),
        .. SizeRules.Check(model),
        .. CapacityRules.Check(model),
        .. TopologyRules.Check(model),
        .. LossRules.Check(model),
    ];
}
