using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>A sum of matrix products, parameter vectors and other values: one accumulator per row.</summary>
internal sealed class Affine
{
    public List<Node> Products { get; } = [];

    public List<Node> Parameters { get; } = [];

    /// <summary>Summands that are read from memory.</summary>
    public List<Node> Addends { get; } = [];

    /// <summary>A value that is no matrix product.</summary>
    public static Affine Of(Node value) =>
        value.Operator == Operator.Parameter ? new Affine { Parameters = { value } } : new Affine { Addends = { value } };

    public static Affine Sum(Affine left, Affine right)
    {
        var sum = new Affine();
        sum.Add(left);
        sum.Add(right);
        return sum;
    }

    private void Add(Affine part)
    {
        Products.AddRange(part.Products);
        Parameters.AddRange(part.Parameters);
        Addends.AddRange(part.Addends);
    }
}
