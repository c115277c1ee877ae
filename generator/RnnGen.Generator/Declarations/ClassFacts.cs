namespace RnnGen.Generator.Declarations;

/// <summary>What the rules need to know about the annotated class itself, apart from what its attributes say.</summary>
/// <param name="IsPartial">Whether its parts say <c>partial</c>.</param>
/// <param name="IsGeneric">Whether the class has type parameters of its own.</param>
/// <param name="IsRecord">Whether it is a record class.</param>
/// <param name="IsStatic">Whether it is static.</param>
/// <param name="IsAbstract">Whether it is abstract.</param>
/// <param name="IsFileLocal">Whether it is visible in one file only.</param>
/// <param name="UnreachableBase">The base class, where it has no accessible constructor that goes without arguments; else null.</param>
/// <param name="ModelBase">The nearest base class that is a model itself; else null.</param>
/// <param name="ContainingTypes">The types around it, outermost first.</param>
/// <param name="Members">The members it declares or inherits, without constructors and without those generated here.</param>
/// <param name="Constructors">The instance constructors it declares.</param>
/// <param name="StrayLayers">Kinds of the layer attributes on other parts of the class than the one with the model attribute.</param>
/// <param name="Kind">The class's keywords: <c>class</c>, <c>record</c>.</param>
/// <param name="TypeParameters">Its type parameters: <c>&lt;T&gt;</c>; empty where there are none.</param>
/// <param name="BaseArguments">What a call of some constructor of the base class may look like; null where none can be called.</param>
/// <param name="OldLanguage">The version of C# that the class is written in, where it is too old for emitted code; else null.</param>
/// <param name="HasUnknownAttributes">Whether the class has attributes of unknown types: one may be a layer whose name is misspelt.</param>
internal sealed record ClassFacts(
    bool IsPartial,
    bool IsGeneric,
    bool IsRecord,
    bool IsStatic,
    bool IsAbstract,
    bool IsFileLocal,
    string? UnreachableBase,
    string? ModelBase,
    EquatableArray<ContainingTypeFacts> ContainingTypes,
    EquatableArray<MemberFacts> Members,
    EquatableArray<ConstructorFacts> Constructors,
    EquatableArray<string> StrayLayers,
    string Kind,
    string TypeParameters,
    string? BaseArguments,
    string? OldLanguage,
    bool HasUnknownAttributes);

/// <summary>A type around the annotated class.</summary>
internal sealed record ContainingTypeFacts(string Name, bool IsPartial, bool IsGeneric, bool IsFileLocal);

/// <summary>A member of the annotated class.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Signature">The types of a method's parameters, <c>(string, int)</c>; null for anything that is no method.</param>
/// <param name="IsInherited">Whether a base class declares it.</param>
/// <param name="IsOverridable">Whether a base class leaves it to derived classes to override it.</param>
/// <param name="IsUnset">Whether it is null, against its type, when the generated constructor ends.</param>
internal sealed record MemberFacts(string Name, string? Signature, bool IsInherited, bool IsOverridable, bool IsUnset);

/// <summary>An instance constructor of the annotated class.</summary>
/// <param name="IsPrimary">Whether it is the parameter list after the class's name.</param>
/// <param name="CallsThis">Whether it starts with a call of another constructor of the class.</param>
/// <param name="TakesOneInt">Whether its one parameter is an <c>int</c>, as the generated one's.</param>
/// <param name="Arguments">What a call of it may look like; null where it cannot be called with values.</param>
internal sealed record ConstructorFacts(bool IsPrimary, bool CallsThis, bool TakesOneInt, string? Arguments);
