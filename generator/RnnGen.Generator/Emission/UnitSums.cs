using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>What sums of products have in common where lanes hold units: how they begin, and the way that their summands are walked.</summary>
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

    /// <summary>Declares whether a step walks backwards: the frames of consecutive steps follow each other, and every other one does.</summary>
    public static string Direction(LayerPlan plan) =>
        $"bool fro = (({OriginNames.Argument(plan.Layer, new Origin(Place.Frame))} / {Literal.Of(PackedParameters.Pad(plan.General.FrameRows))}) & 1) != 0;";

    /// <summary>Declares the stride of a loop that walks either way.</summary>
    public static string Stride(int chains) => $"int stride = fro ? -{Literal.Of(chains)} : {Literal.Of(chains)};";

    /// <summary>The head of the loop over summands, several at a time.</summary>
    public static string Loop(int summands, int chains, bool toAndFro) => toAndFro
        ? $"for (int k = fro ? {Literal.Of(summands - chains)} : 0; (uint)k < {Literal.Of(summands)}; k += stride)"
        : $"for (int k = 0; k < {Literal.Of(summands)}; k += {Literal.Of(chains)})";
}
