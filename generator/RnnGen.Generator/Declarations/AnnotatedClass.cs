namespace RnnGen.Generator.Declarations;

/// <summary>One annotated class as parsed: what its attributes say, and what it is.</summary>
/// <param name="Model">What the attributes say, as far as they can be read.</param>
/// <param name="Facts">What the class is.</param>
/// <param name="Unread">What cannot be read of its attributes; the compiler objects to most of it.</param>
internal sealed record AnnotatedClass(ModelDeclaration Model, ClassFacts Facts, EquatableArray<UnreadAttribute> Unread)
{
    /// <summary>Whether there is a model attribute, and not only layers.</summary>
    public bool IsModel { get; init; } = true;
}

/// <summary>An attribute, or one argument of it, that cannot be read.</summary>
/// <param name="Layer">Which of the layers; null for the model attribute.</param>
/// <param name="Argument">The property that the argument sets; null where the attribute as a whole is meant.</param>
/// <param name="Constant">The generated constant in it, as written: <c>Encoder.OutputSize</c>; null where there is none.</param>
/// <param name="Owner">The model that the constant is generated for.</param>
internal sealed record UnreadAttribute(int? Layer, string? Argument, string? Constant = null, string? Owner = null);
