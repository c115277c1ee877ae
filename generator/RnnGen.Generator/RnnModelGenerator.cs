using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Timelines;

namespace RnnGen.Generator;

/// <summary>Wires the stages together: declarations, network, plan, files.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RnnModelGenerator : IIncrementalGenerator
{
    /// <summary>The tracking name of the declarations read from source.</summary>
    internal const string DeclarationsStep = "Declarations";

    /// <summary>The tracking name of the files printed.</summary>
    internal const string FilesStep = "Files";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ModelDeclaration> declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(DeclarationSource.AttributeName, DeclarationSource.IsCandidate, DeclarationSource.Transform)
            .Where(declaration => declaration is not null)
            .Select((declaration, _) => declaration!)
            .WithTrackingName(DeclarationsStep);
        IncrementalValuesProvider<GeneratedFile> files = declarations
            .SelectMany((declaration, _) => ModelFiles.Print(ModelPlans.Create(Timeline.Create(Network.Create(declaration)))))
            .WithTrackingName(FilesStep);
        context.RegisterSourceOutput(files, (output, file) => output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8)));
    }
}
