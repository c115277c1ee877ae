using System.Collections.Immutable;
using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Emission;

/// <summary>
/// Models whose files would have the same names: <c>Net</c> and <c>NET</c>, and in a project with errors one class twice. Almost every project has none, so
/// that the answer stays the same while models are edited, and nobody else's files are printed again.
/// </summary>
internal static class Twins
{
    private const int Dropped = -1;

    /// <summary>The twins among all models of a project.</summary>
    public static EquatableArray<Twin> Among(ImmutableArray<FoundModel> models) => new(
        models.Where(static model => model.Model is not null)
            .GroupBy(static model => HintNames.Path(model.Model!), StringComparer.OrdinalIgnoreCase)
            .Where(static twins => twins.Skip(1).Any())
            .SelectMany(static twins => twins
                .GroupBy(static model => model.FullName, StringComparer.Ordinal)
                .OrderBy(static name => name.Key, StringComparer.Ordinal)
                .SelectMany(static (name, number) => name
                    .OrderBy(static model => model.Site.Path, StringComparer.Ordinal)
                    .ThenBy(static model => model.Site.Start)
                    .Select((model, copy) => new Twin(model.Site, copy == 0 ? number : Dropped)))));

    /// <summary>The model with its number among its twins; null for the second of two that have the same name to the letter, which is the compiler's error.</summary>
    public static FoundModel? Number(FoundModel model, EquatableArray<Twin> twins)
    {
        Twin? twin = twins.FirstOrDefault(twin => twin.Site == model.Site);
        return twin is null ? model : twin.Number == Dropped ? null : model.WithTwin(twin.Number);
    }
}

/// <summary>A model whose files need another name than those of another model.</summary>
/// <param name="Site">Where the model is.</param>
/// <param name="Number">Its number among its twins, from 0; negative where another model has the very same name.</param>
internal sealed record Twin(DeclarationSite Site, int Number);
