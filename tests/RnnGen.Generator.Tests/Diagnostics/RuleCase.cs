namespace RnnGen.Generator.Tests.Diagnostics;

/// <summary>A declaration that breaks one rule at the marked place.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Source">The source after <c>using RnnGen;</c>, with the place marked.</param>
/// <param name="Message">The whole message.</param>
/// <param name="CompilerError">The compiler error that comes with it, if any.</param>
internal sealed record RuleCase(string Id, string Source, string Message, string? CompilerError = null);

/// <summary>A declaration that comes as close to breaking a rule as a sound one can.</summary>
internal sealed record NearMiss(string Id, string Source);
