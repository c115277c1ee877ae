using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Diagnostics.Descriptors;
using RnnGen.Generator.Emission;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Runtime;

namespace RnnGen.Generator;

/// <summary>
/// Wires the stages together: declarations, network, plan, files. What is wrong with a declaration is reported from here as well, because
/// a build shows it then whatever else is wrong, and never takes the members of a faulty model for those of a sound one. Nothing that a stage
/// throws gets past this class, since the compiler would take every file of the project away: a failure is a result like a file.
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

    private readonly Func<GeneratorAttributeSyntaxContext, string?, CancellationToken, FoundDeclaration?> read;
    private readonly Func<ModelDeclaration, CancellationToken, IReadOnlyList<GeneratedFile>> print;

    /// <summary>Creates the generator.</summary>
    public RnnModelGenerator()
        : this(DeclarationSource.Transform, Print)
    {
    }

    /// <summary>Creates a generator with stages of a test's own.</summary>
    internal RnnModelGenerator(
        Func<GeneratorAttributeSyntaxContext, string?, CancellationToken, FoundDeclaration?> read,
        Func<ModelDeclaration, CancellationToken, IReadOnlyList<GeneratedFile>> print)
    {
        this.read = read;
        this.print = print;
    }

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Those with the model attribute, and those that have layers without it.
        IncrementalValuesProvider<FoundModel>[] sources =
        [
            Find(context, DeclarationSource.AttributeName, null),
            .. DeclarationSource.Layers.Select(layer => Find(context, layer.AttributeName, layer.Kind)),
        ];
        IncrementalValueProvider<ImmutableArray<FoundModel>> all = sources.Select(static models => models.Collect())
            .Aggregate(static (some, more) => some.Combine(more).Select(static (both, _) => both.Left.AddRange(both.Right)));
        IncrementalValueProvider<EquatableArray<Twin>> twins = all.Select(static (models, _) => Twins.Among(models));
        foreach (IncrementalValuesProvider<FoundModel> models in sources)
        {
            Register(context, models, twins, all);
        }

        // An attribute of each kind leads to the same class, and a stage may fail at each.
        IncrementalValueProvider<EquatableArray<FoundModel>> faults = all.Select(static (models, _) => new EquatableArray<FoundModel>(
            models.Where(static model => model.Found is null).GroupBy(static model => model.Site).Select(static same => same.First())));
        context.RegisterSourceOutput(faults, static (output, models) =>
        {
            foreach (FoundModel model in models)
            {
                Report(output, model);
            }
        });
    }

    private IncrementalValuesProvider<FoundModel> Find(IncrementalGeneratorInitializationContext context, string attribute, string? kind) => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            attribute,
            DeclarationSource.IsCandidate,
            (node, cancellation) => FoundModel.Of(node, (type, token) => read(type, kind, token), cancellation))
        .Where(static found => found is not null)
        .Select(static (found, _) => found!);

    private void Register(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<FoundModel> models,
        IncrementalValueProvider<EquatableArray<Twin>> twins,
        IncrementalValueProvider<ImmutableArray<FoundModel>> all)
    {
        IncrementalValuesProvider<FoundModel> named = models.Combine(twins)
            .Select(static (model, _) => Twins.Number(model.Left, model.Right))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!);

        IncrementalValuesProvider<Printed> files = named
            .Where(static model => model.Found?.Sound is not null)
            .Select(static (model, _) => model.Found!.Sound!)
            .WithTrackingName(DeclarationsStep)
            .SelectMany((declaration, cancellation) => PrintOrFail(FoundModel.NameOf(declaration, null), () => print(declaration, cancellation), cancellation))
            .WithTrackingName(FilesStep);
        Deliver(context, files, all);

        IncrementalValuesProvider<Printed> surfaces = named
            .Where(static model => model.Found?.Faulty is not null)
            .Select(static (model, _) => model.Found!.Faulty!)
            .WithTrackingName(FaultsStep)
            .SelectMany(static (faulty, cancellation) => PrintOrFail(FoundModel.NameOf(faulty.Model, faulty), () => [ModelFiles.Print(faulty)], cancellation))
            .WithTrackingName(SurfacesStep);
        Deliver(context, surfaces, all);

        // What is said about faults points into the source, and changes with every edit of it: nothing is printed from here.
        context.RegisterSourceOutput(
            models.SelectMany(static (model, _) => model.Found?.Diagnostics ?? default), static (output, diagnostic) => output.ReportDiagnostic(diagnostic));
    }

    private static void Deliver(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<Printed> printed, IncrementalValueProvider<ImmutableArray<FoundModel>> all)
    {
        context.RegisterSourceOutput(printed.Where(static result => result is GeneratedFile), static (output, result) =>
        {
            var file = (GeneratedFile)result;
            output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
        });

        // The place may have moved since: it is looked up when it is needed.
        context.RegisterSourceOutput(printed.Where(static result => result is PrintFailure).Combine(all), static (output, both) =>
        {
            var failure = (PrintFailure)both.Left;
            if (both.Right.FirstOrDefault(model => model.FullName == failure.Model) is { } model)
            {
                Report(output, model with { Failure = failure.Exception });
            }
        });
    }

    private static void Report(SourceProductionContext output, FoundModel model) => output.ReportDiagnostic(model.Failure is { } failure
        ? Diagnostic.Create(GeneratorDescriptors.InternalFailure, model.Site.ToLocation(), model.Site.Name, failure, model.Site.Text)
        : model.OtherLibrary is { } library
        ? Diagnostic.Create(GeneratorDescriptors.OtherLibrary, model.Site.ToLocation(), model.Site.Name, RuntimeContract.Version, library)
        : Diagnostic.Create(GeneratorDescriptors.CompiledCopy, model.Site.ToLocation(), model.Site.Name, model.CompiledCopy));

    private static IReadOnlyList<GeneratedFile> Print(ModelDeclaration declaration, CancellationToken cancellation)
    {
        var network = Network.Create(declaration, cancellation);
        var programs = ModelPrograms.Create(network, cancellation);
        return ModelFiles.Print(ModelPlans.Create(programs, cancellation), cancellation);
    }

    private static IEnumerable<Printed> PrintOrFail(string model, Func<IReadOnlyList<GeneratedFile>> print, CancellationToken cancellation)
    {
        try
        {
            IReadOnlyList<GeneratedFile> files = print();
            return files.Select(static file => file.HintName).Distinct(StringComparer.OrdinalIgnoreCase).Count() == files.Count
                ? files
                : throw new InvalidOperationException("Two files have the same name.");
        }
        catch (Exception exception) when (Failures.IsOurs(exception, cancellation))
        {
            return [new PrintFailure(model, Failures.Text(exception))];
        }
    }
}
