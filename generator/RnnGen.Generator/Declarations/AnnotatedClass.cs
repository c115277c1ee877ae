namespace RnnGen.Generator.Declarations;

/// <summary>One annotated class as parsed: what its attributes say, and what it is.</summary>
internal sealed record AnnotatedClass(ModelDeclaration Model, ClassFacts Facts);
