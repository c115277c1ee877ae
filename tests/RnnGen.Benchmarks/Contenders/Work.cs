using System.Globalization;

namespace RnnGen.Benchmarks.Contenders;

/// <summary>One recurrent layer over a batch of sequences from a zero state: what every contender computes in one repetition.</summary>
/// <param name="Cell">The kind of layer.</param>
/// <param name="Inputs">Features of an input step.</param>
/// <param name="Hidden">Units.</param>
/// <param name="Steps">Time steps.</param>
/// <param name="Batch">Sequences; 1 in streaming.</param>
/// <param name="Pass">What is computed.</param>
internal sealed record Work(Cell Cell, int Inputs, int Hidden, int Steps, int Batch, Pass Pass)
{
    /// <summary>Rows of the weights: every gate of every unit.</summary>
    public int Rows => Cell.Gates * Hidden;

    /// <summary>
    /// Floating-point operations of the layer's matrix products: 2 T B (I + H) H gates forward, as many for the gradients of
    /// inputs and states, as many for those of weights. Elementwise work does not count.
    /// </summary>
    public double Operations => 2.0 * Steps * Batch * (Inputs + Hidden) * Rows * (Pass == Pass.Training ? 3 : 1);

    public string Name => Pass switch
    {
        Pass.Training => $"{Cell.Name} forward + backward {Sizes}",
        Pass.Inference => $"{Cell.Name} forward {Sizes}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Cell.Name} streaming step {Inputs}→{Hidden}"),
    };

    /// <summary>Our model that computes it, among those declared in the folder Models.</summary>
    public string ModelName => string.Create(CultureInfo.InvariantCulture, $"{Cell.ModelPrefix}{Inputs}x{Hidden}x{Steps}");

    private string Sizes => string.Create(CultureInfo.InvariantCulture, $"{Inputs}/{Hidden}/{Steps}/{Batch}");
}
