using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>The class must be one that generated code can complete and callers can create.</summary>
internal static class ClassRules
{
    public static IEnumerable<Violation> Check(ModelDeclaration model, ClassFacts facts)
    {
        if (facts.IsRecord)
        {
            yield return Violation.Of(RuleIds.RecordModel, Subject.Class, model.Name);
        }

        if (!facts.IsPartial)
        {
            yield return Violation.Of(RuleIds.ClassNotPartial, Subject.Class, model.Name);
        }

        if (facts.IsGeneric)
        {
            yield return Violation.Of(RuleIds.GenericType, Subject.Class, model.Name, model.Name);
        }

        if (facts.IsStatic || facts.IsAbstract)
        {
            yield return Violation.Of(RuleIds.NotInstantiable, Subject.Class, model.Name, facts.IsStatic ? "static" : "abstract");
        }

        if (facts.IsFileLocal)
        {
            yield return Violation.Of(RuleIds.FileLocalType, Subject.Class, model.Name, model.Name);
        }

        if (facts.OldLanguage is { } version)
        {
            yield return Violation.Of(RuleIds.OldLanguage, Subject.Class, model.Name, version);
        }

        if (facts.UnreachableBase is { } parent)
        {
            yield return Violation.Of(RuleIds.UnreachableBase, Subject.Class, parent, model.Name);
        }

        if (facts.ModelBase is { } ancestor)
        {
            yield return Violation.Of(RuleIds.DerivedModel, Subject.Class, model.Name, ancestor);
        }

        for (int index = 0; index < facts.ContainingTypes.Count; index++)
        {
            foreach (Violation violation in Check(model, facts.ContainingTypes[index], Subject.ContainingType(index)))
            {
                yield return violation;
            }
        }

        for (int index = 0; index < facts.StrayLayers.Count; index++)
        {
            yield return Violation.Of(RuleIds.StrayLayer, Subject.StrayLayer(index), facts.StrayLayers[index], model.Name);
        }
    }

    private static IEnumerable<Violation> Check(ModelDeclaration model, ContainingTypeFacts outer, Subject subject)
    {
        if (!outer.IsPartial)
        {
            yield return Violation.Of(RuleIds.ContainingTypeNotPartial, subject, outer.Name, model.Name);
        }

        if (outer.IsGeneric)
        {
            yield return Violation.Of(RuleIds.GenericType, subject, outer.Name, model.Name);
        }

        if (outer.IsFileLocal)
        {
            yield return Violation.Of(RuleIds.FileLocalType, subject, outer.Name, model.Name);
        }
    }
}
