namespace RnnGen.Generator.Declarations;

/// <summary>What of the user's half of a class the generated half has to get along with.</summary>
/// <param name="HasBase">Whether the class derives from another one than <see cref="object"/>.</param>
/// <param name="HasRequiredMembers">Whether it declares or inherits a <c>required</c> member.</param>
/// <param name="HasUnsetMembers">Whether a member is null, against its type, when the generated constructor ends.</param>
internal sealed record ClassTraits(bool HasBase, bool HasRequiredMembers, bool HasUnsetMembers)
{
    /// <summary>Those of a class that has nothing of its own.</summary>
    public static ClassTraits None { get; } = new(false, false, false);
}
