namespace RnnGen.Generator.Emission;

/// <summary>
/// What stands behind the members that users see: a network, or an exception where a declaration breaks a rule. Which members there are
/// is said once, in <see cref="ApiFile"/>.
/// </summary>
internal abstract class ApiCode
{
    /// <summary>What every member does instead of its own work; null where it does that.</summary>
    public virtual string? Instead => null;

    /// <summary>The class's name with its type parameters; null where it has none.</summary>
    public virtual string? TypeName => null;

    /// <summary>What follows the name of a reference type whose value may be null.</summary>
    public virtual string Nullable => "?";

    /// <summary>Whether the class implements interfaces.</summary>
    public virtual bool HasInterfaces => true;

    /// <summary>Whether they may ask for static members.</summary>
    public virtual bool HasStaticInterfaces => true;

    /// <summary>What follows the constructor's parameters: <c>: base(…)</c>; null where there is no constructor.</summary>
    public virtual string? ConstructorInitializer => "";

    /// <summary>Whether the class has room for a public member.</summary>
    public virtual bool Has(ApiMember member) => true;

    /// <summary>Whether the class has room for a nested type of that name.</summary>
    public virtual bool HasType(string name) => true;

    /// <summary>An expression with something of the network's, for the library: once that has been found to be of the version that the network is written for.</summary>
    public virtual string Checked(string expression) => expression;

    /// <summary>Prints the expression that the layer table is.</summary>
    public abstract void PrintSummary(CodeWriter code);

    /// <summary>Prints the private fields.</summary>
    public abstract void PrintFields(CodeWriter code);

    /// <summary>Prints the body of the constructor.</summary>
    public abstract void PrintInitialization(CodeWriter code);

    /// <summary>Prints the private methods and types.</summary>
    public abstract void PrintPrivate(CodeWriter code);
}
