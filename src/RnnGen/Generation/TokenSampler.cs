using System.Numerics.Tensors;
using RnnGen.Runtime;

namespace RnnGen;

/// <summary>Draws tokens from probabilities. It allocates when it is made, and not when it draws.</summary>
internal sealed class TokenSampler
{
    private readonly GenerateOptions options;
    private readonly RandomSource random;
    private readonly double[] weights;
    private readonly int[] tokens;

    public TokenSampler(int vocabulary, GenerateOptions options)
    {
        this.options = options;
        random = new RandomSource(options.Seed);
        weights = new double[vocabulary];
        tokens = new int[vocabulary];
    }

    /// <summary>The next token.</summary>
    /// <param name="probabilities">One for each token.</param>
    /// <exception cref="InvalidOperationException">They are not numbers.</exception>
    public int Draw(ReadOnlySpan<float> probabilities)
    {
        int likeliest = TensorPrimitives.IndexOfMax(probabilities);
        if (!float.IsFinite(probabilities[likeliest]))
        {
            throw new InvalidOperationException("The model gives probabilities that are not numbers: a parameter or a state is not finite.");
        }

        if (options.Temperature == 0 || probabilities[likeliest] == 0)
        {
            return likeliest;
        }

        // Relative to the likeliest, so that no temperature makes all of them underflow.
        double most = Math.Log(probabilities[likeliest]);
        for (int token = 0; token < weights.Length; token++)
        {
            weights[token] = Math.Exp((Math.Log(probabilities[token]) - most) / options.Temperature);
            tokens[token] = token;
        }

        int count = Limit();
        double whole = 0;
        for (int index = 0; index < count; index++)
        {
            whole += weights[index];
        }

        double drawn = random.NextDouble() * whole;
        int last = 0;
        for (int index = 0; index < count; index++)
        {
            last = weights[index] > 0 ? index : last;
            drawn -= weights[index];
            if (drawn < 0)
            {
                return tokens[index];
            }
        }

        return tokens[last]; // rounding
    }

    /// <summary>Brings the tokens that may be drawn to the front, and gives their number.</summary>
    private int Limit()
    {
        int count = Math.Min(options.TopK ?? weights.Length, weights.Length);
        if (count == weights.Length && options.TopP is null or 1)
        {
            return count;
        }

        // Likeliest first; the sort is not stable, so that equal ones are in some order, but always the same. With a comparison of its own it would allocate.
        weights.AsSpan().Sort(tokens.AsSpan());
        weights.AsSpan().Reverse();
        tokens.AsSpan().Reverse();
        if (options.TopP is { } part)
        {
            double whole = 0;
            for (int index = 0; index < count; index++)
            {
                whole += weights[index];
            }

            double sum = 0;
            for (int index = 0; index < count; index++)
            {
                sum += weights[index];
                if (sum >= part * whole)
                {
                    return index + 1;
                }
            }
        }

        return count;
    }
}
