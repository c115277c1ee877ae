using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>What the class has of its own must leave room for what is generated on it.</summary>
internal static class MemberRules
{
    public static IEnumerable<Violation> Check(ModelDeclaration model, ClassFacts facts)
    {
        bool takesTokens = Network.TakesTokens(model);

        // C# lets no member have the name of its class.
        if (GeneratedMembers.IsNameTaken(model.Name, isMethod: false))
        {
            yield return Violation.Of(RuleIds.MemberNameTaken, Subject.Class, model.Name, model.Name, "class");
        }

        for (int index = 0; index < facts.Members.Count; index++)
        {
            MemberFacts member = facts.Members[index];
            if (GeneratedMembers.CollidesWith(member, model, takesTokens))
            {
                string what = member.IsInherited ? "inherited virtual member" : "member";
                yield return Violation.Of(RuleIds.MemberNameTaken, Subject.Member(index), model.Name, member.Name, what);
            }
        }

        for (int index = 0; index < facts.Members.Count; index++)
        {
            if (facts.Members[index].IsUnset)
            {
                yield return Violation.Of(RuleIds.UnsetMember, Subject.Member(index), facts.Members[index].Name, model.Name);
            }
        }

        for (int index = 0; index < facts.Constructors.Count; index++)
        {
            ConstructorFacts constructor = facts.Constructors[index];
            string? rule =
                constructor.IsPrimary ? RuleIds.PrimaryConstructor
                : constructor.TakesOneInt ? RuleIds.ConstructorTaken
                : constructor.CallsThis ? null
                : RuleIds.UnchainedConstructor;
            if (rule is not null)
            {
                yield return Violation.Of(rule, Subject.Constructor(index), model.Name);
            }
        }
    }
}
