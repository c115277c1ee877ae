using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Timelines;

namespace RnnGen.Generator;

/// <summary>
/// Wires the stages together: declarations, network, plan, files. What is wrong with a declaration is reported from here as well, because
/// a build shows it then whatever else is wrong, and never takes the members of a faulty model for those of a sound one.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RnnModelGenerator : IIncrementalGenerator
{
    /// <summary>The tracking name of the declarations read from source.</summary>
    internal const string DeclarationsStep = "Declarations";

    /// <summary>The tracking name of the files printed.</summary>
    internal const string FilesStep = "Files";

    /// <summary>The tracking name of the declarations that break a rule.</summary>
    internal const string FaultsStep = "Faults";

    /// <summary>The tracking name of the files printed for those.</summary>
    internal const string SurfacesStep = "Surfaces";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Register(context, DeclarationSource.AttributeName, null);
        foreach ((string kind, string attribute) in DeclarationSource.Layers)
        {
            // Layers on a class without the model attribute.
            Register(context, attribute, kind);
        }
    }

    private static void Register(IncrementalGeneratorInitializationContext context, string attribute, string? kind)
    {
        IncrementalValuesProvider<FoundDeclaration> found = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute, DeclarationSource.IsCandidate, (node, cancellation) => DeclarationSource.Transform(node, kind, cancellation))
            .Where(static found => found is not null)
            .Select(static (found, _) => found!);

        IncrementalValuesProvider<GeneratedFile> files = found
            .Where(static found => found.Sound is not null)
            .Select(static (found, _) => found.Sound!)
            .WithTrackingName(DeclarationsStep)
            .SelectMany(static (declaration, _) => ModelFiles.Print(ModelPlans.Create(Timeline.Create(Network.Create(declaration)))))
            .WithTrackingName(FilesStep);
        context.RegisterSourceOutput(files, AddSource);

        IncrementalValuesProvider<GeneratedFile> surfaces = found
            .Where(static found => found.Faulty is not null)
            .Select(static (found, _) => found.Faulty!)
            .WithTrackingName(FaultsStep)
            .Select(static (faulty, _) => ModelFiles.Print(faulty))
            .WithTrackingName(SurfacesStep);
        context.RegisterSourceOutput(surfaces, AddSource);

        // What is said about faults points into the source, and changes with every edit of it: nothing is printed from here.
        context.RegisterSourceOutput(
            found.SelectMany(static (found, _) => found.Diagnostics), static (output, diagnostic) => output.ReportDiagnostic(diagnostic));
    }

    private static void AddSource(SourceProductionContext output, GeneratedFile file) =>
        output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
}
