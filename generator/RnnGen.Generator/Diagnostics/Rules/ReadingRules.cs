using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Diagnostics.Rules;

/// <summary>What a declaration says must be readable when code is generated, before anything generated is there.</summary>
internal static class ReadingRules
{
    public static IEnumerable<Violation> Check(AnnotatedClass parsed) =>
        from unread in parsed.Unread
        where unread.Constant is not null
        let subject = unread.Layer is { } layer ? Subject.Layer(layer, unread.Argument) : Subject.Model(unread.Argument)
        select Violation.Of(RuleIds.GeneratedConstant, subject, unread.Constant!, unread.Owner!, parsed.Model.Name);
}
