using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>A sum of matrix products, parameter vectors and other values: one accumulator per row.</summary>
internal sealed class Affine
{
    public List<Node> Products { get; } = [];

    public List<Node> Parameters { get; } = [];

    /// <summary>Summands that are read from memory.</summary>
    public List<Node> Addends { get; } = [];

    public static Affine Sum(Affine left, Affine right)
    {
        var sum = new Affine();
        foreach (Affine part in new[] { left, right })
        {
            sum.Products.AddRange(part.Products);
            sum.Parameters.AddRange(part.Parameters);
            sum.Addends.AddRange(part.Addends);
        }

        return sum;
    }
}
