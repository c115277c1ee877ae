using Microsoft.CodeAnalysis;
using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Tests.Declarations;

/// <summary>A generator that only collects the declarations that reach it, as the real one's first step does.</summary>
internal sealed class DeclarationProbe : IIncrementalGenerator
{
    public const string Step = "Declarations";

    private readonly List<ModelDeclaration> declarations = [];

    public IReadOnlyList<ModelDeclaration> Declarations => declarations;

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ModelDeclaration?> found = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                DeclarationSource.AttributeName,
                DeclarationSource.IsCandidate,
                static (node, cancellation) => DeclarationSource.Transform(node, null, cancellation)?.Sound)
            .WithTrackingName(Step);
        context.RegisterSourceOutput(found, (_, declaration) =>
        {
            if (declaration is not null)
            {
                declarations.Add(declaration);
            }
        });
    }
}
