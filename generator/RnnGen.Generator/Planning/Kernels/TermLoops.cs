using RnnGen.Generator.Loops;

namespace RnnGen.Generator.Planning.Kernels;

/// <summary>The loop over the equal terms of a product, such as the gates of a cell in the backward pass.</summary>
internal static class TermLoops
{
    private const string Variable = "gate";

    /// <summary>The statements of a term: in a scope, so that every term has names of its own, unless it is the only one of a product.</summary>
    public static IEnumerable<Statement> Of(ProductKernel product, ProductTerm term, IEnumerable<Statement> body) =>
        product.Terms.Count == 1 && term.Repeats == 1 ? body : [Of(term, body)];

    /// <summary>The scope of a term, a loop where there are several such.</summary>
    public static Statement Of(ProductTerm term, IEnumerable<Statement> body) =>
        term.Repeats == 1 ? Scope.Of(body) : For.Of(Variable, term.Repeats, LoopStep.One, body);

    /// <summary>How far the loop has gone where two terms are <paramref name="step"/> apart.</summary>
    public static LoopIndex Gate(ProductTerm term, int step) => term.Repeats == 1 ? LoopIndex.Zero : LoopIndex.Zero.Plus(Variable, step);
}
