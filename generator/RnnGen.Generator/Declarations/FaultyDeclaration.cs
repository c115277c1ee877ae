namespace RnnGen.Generator.Declarations;

/// <summary>
/// A class whose declaration breaks a rule, with all that its public members depend on: they are generated all the same, so that one
/// mistake is one error.
/// </summary>
/// <param name="Model">What the attributes say, as far as they can be read.</param>
/// <param name="Kind">The class's keywords: <c>class</c>, <c>record</c>.</param>
/// <param name="TypeParameters">Its type parameters: <c>&lt;T&gt;</c>; empty where there are none.</param>
/// <param name="IsStatic">Whether it is static, and so has no room for most members.</param>
/// <param name="IsOldLanguage">Whether it is written in a version of C# in which interfaces have no static members.</param>
/// <param name="ConstructorInitializer">What follows the parameters of the generated constructor; null where there is no room for one.</param>
/// <param name="TakenNames">Names of generated members that the class has members of its own for.</param>
/// <param name="TakenMethods">Its own methods in place of generated ones: <c>Save(string)</c>.</param>
/// <param name="Reason">Why there is no network.</param>
internal sealed record FaultyDeclaration(
    ModelDeclaration Model,
    string Kind,
    string TypeParameters,
    bool IsStatic,
    bool IsOldLanguage,
    string? ConstructorInitializer,
    EquatableArray<string> TakenNames,
    EquatableArray<string> TakenMethods,
    string Reason)
{
    /// <summary>The class's name with its type parameters.</summary>
    public string TypeName => Model.Identifier + TypeParameters;

    /// <summary>The faulty declaration, or null where no part can be added to the class.</summary>
    /// <param name="parsed">The declaration.</param>
    /// <param name="takesTokens">Whether inputs are token ids.</param>
    /// <param name="reason">Why there is no network.</param>
    public static FaultyDeclaration? Of(AnnotatedClass parsed, bool takesTokens, string reason)
    {
        ClassFacts facts = parsed.Facts;
        if (facts.IsFileLocal || facts.ContainingTypes.Any(static type => type.IsFileLocal))
        {
            return null;
        }

        return new(
            parsed.Model,
            facts.Kind,
            facts.TypeParameters,
            facts.IsStatic,
            facts.OldLanguage is not null,
            Initializer(facts),
            new(facts.Members.Where(GeneratedMembers.TakesName).Select(static member => member.Name).Distinct()),
            new(facts.Members.Where(member => GeneratedMembers.CollidesWith(member, parsed.Model, takesTokens)).Select(static member => member.Name + member.Signature).Distinct()),
            reason);
    }

    /// <summary>Whether the class's own members leave no room for a generated one of that name.</summary>
    public bool IsTaken(string name) => name == Model.Name || TakenNames.Contains(name);

    private static string? Initializer(ClassFacts facts)
    {
        if (facts.IsStatic || facts.Constructors.Any(static constructor => constructor.TakesOneInt))
        {
            return null;
        }

        ConstructorFacts? primary = facts.Constructors.FirstOrDefault(static constructor => constructor.IsPrimary);
        return primary is not null ? (primary.Arguments is null ? null : $" : this({primary.Arguments})")
            : facts.UnreachableBase is null ? ""
            : facts.BaseArguments is null ? null
            : $" : base({facts.BaseArguments})";
    }
}
