using System.Globalization;
using RnnGen.Generator.Declarations;
using RnnGen.Reference;

namespace RnnGen.Parity;

/// <summary>One declaration to compile and the batches to run it with.</summary>
/// <param name="Group">What it is there to show, for messages.</param>
/// <param name="Model">The declaration; its name is given by <see cref="Named"/>.</param>
/// <param name="Batches">Batch sizes.</param>
internal sealed record ParityCase(string Group, Declare Model, params int[] Batches)
{
    public ModelDeclaration Declaration => Model.Declaration;

    /// <summary>Gives every case a class name of its own: the word and a number.</summary>
    public static IReadOnlyList<ParityCase> Named(string word, IEnumerable<ParityCase> cases) =>
        [.. cases.Select((item, index) => item with
        {
            Model = new Declare(item.Declaration with { Name = string.Create(CultureInfo.InvariantCulture, $"{word}{index}") }),
        })];

    public override string ToString() => $"{Group}: {ModelSource.Describe(Declaration)}";
}
