using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>The loop over the equal terms of a product, such as the gates of a cell on the way back.</summary>
internal static class TermLoops
{
    /// <summary>The block that a term's statements stand in, so that every term has names of its own; null for the only term of a product.</summary>
    public static IDisposable? Block(CodeWriter code, ProductKernel product, ProductTerm term) =>
        product.Terms.Count == 1 && term.Repeats == 1 ? null : Block(code, term);

    /// <summary>The block of a term, a loop where there are several such.</summary>
    public static IDisposable Block(CodeWriter code, ProductTerm term) =>
        code.Block(term.Repeats == 1 ? null : $"for (int gate = 0; gate < {Literal.Of(term.Repeats)}; gate++)");

    /// <summary>Where a unit is that lies in blocks of 16.</summary>
    public static string InBlocks(string unit, int step) =>
        $"(({unit} >> 4) * {Literal.Of(step)}) + ({unit} & {Literal.Of(PackedParameters.VectorUnits - 1)})";

    /// <summary><c>offset + gate * step + variable</c>, without what is zero.</summary>
    public static string Offset(int offset, string variable, int step, ProductTerm term)
    {
        string gate = term.Repeats == 1 || step == 0 ? "0" : $"(gate * {Literal.Of(step)})";
        string sum = variable == "0" ? gate : gate == "0" ? variable : $"{gate} + {variable}";
        return Literal.Sum(offset, sum);
    }
}
