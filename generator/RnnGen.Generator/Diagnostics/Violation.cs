using System.Globalization;
using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Diagnostics;

/// <summary>One rule that a declaration breaks.</summary>
/// <param name="Rule">The rule's id, one of <see cref="RuleIds"/>.</param>
/// <param name="Subject">What breaks it.</param>
/// <param name="Arguments">What the rule's message is filled with.</param>
internal sealed record Violation(string Rule, Subject Subject, EquatableArray<string> Arguments)
{
    public static Violation Of(string rule, Subject subject, params object[] arguments) =>
        new(rule, subject, new(arguments.Select(static argument => Convert.ToString(argument, CultureInfo.InvariantCulture))));
}
