using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Declarations;

/// <summary>What was found on an annotated class.</summary>
/// <param name="Sound">Its declaration, where no rule speaks against it; else null.</param>
/// <param name="Faulty">What is known of it otherwise; null where no part can be added to the class.</param>
/// <param name="Diagnostics">
/// The rules that it breaks. They point into the source, so an edit of a faulty declaration's file makes them anew: they leave by a
/// pipeline of their own, which prints nothing. A sound declaration has none.
/// </param>
internal sealed record FoundDeclaration(ModelDeclaration? Sound, FaultyDeclaration? Faulty, EquatableArray<Diagnostic> Diagnostics);
