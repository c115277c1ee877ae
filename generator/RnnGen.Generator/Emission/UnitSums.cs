using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>What sums of products have in common where lanes hold units: how they begin, and the loop over their summands.</summary>
internal static class UnitSums
{
    /// <summary>What a vector of rows begins with: biases, and what has arrived before.</summary>
    public static string Start(Layer layer, ProductKernel product, int vector, string row)
    {
        string[] summands =
        [
            .. product.Biases.Select(bias => $"TLanes.LoadShared(ref At(ref p, {Literal.Sum(bias, row)}), {Literal.Of(vector)})"),
            .. product.Addends.Select(addend => $"TLanes.Load(ref At(ref {OriginNames.Reference(layer, addend.Origin)}, {Literal.Sum(addend.Row, row)}), {Literal.Of(vector)})"),
        ];
        return summands.Length == 0 ? "TLanes.Broadcast(0f)" : string.Join(" + ", summands);
    }

    /// <summary>The head of the loop over summands, several at a time.</summary>
    public static string Loop(int summands, int chains) => $"for (int k = 0; k < {Literal.Of(summands)}; k += {Literal.Of(chains)})";
}
