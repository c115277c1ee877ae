namespace RnnGen.Generator.Diagnostics;

/// <summary>The part of a declaration that breaks a rule, by its place: the analyzer turns it into a location.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Which one of several, in the order of the declaration or its facts.</param>
/// <param name="Argument">For attributes, the property whose argument is meant; null for the attribute as a whole.</param>
internal readonly record struct Subject(SubjectKind Kind, int Index, string? Argument)
{
    public static Subject Class { get; } = new(SubjectKind.Class, 0, null);

    public static Subject ContainingType(int index) => new(SubjectKind.ContainingType, index, null);

    public static Subject Member(int index) => new(SubjectKind.Member, index, null);

    public static Subject Constructor(int index) => new(SubjectKind.Constructor, index, null);

    public static Subject Model(string? argument = null) => new(SubjectKind.ModelAttribute, 0, argument);

    public static Subject Layer(int index, string? argument = null) => new(SubjectKind.Layer, index, argument);

    public static Subject StrayLayer(int index) => new(SubjectKind.StrayLayer, index, null);
}

/// <summary>What can break a rule.</summary>
internal enum SubjectKind
{
    Class,
    ContainingType,
    Member,
    Constructor,
    ModelAttribute,
    Layer,
    StrayLayer,
}
