namespace RnnGen;

/// <summary>How the next token is chosen from the probabilities that a model gives.</summary>
/// <remarks>First the temperature, then <see cref="TopK"/>, then <see cref="TopP"/>; what is left is drawn from.</remarks>
public sealed class GenerateOptions
{
    /// <summary>
    /// What logarithms of probabilities are divided by, 0 or more. Default 1: the model's own probabilities. Below 1 likely tokens become likelier; 0 always takes the likeliest, of equal ones the first.
    /// </summary>
    public double Temperature
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Temperature), value, "Temperature has to be finite and not negative.");
    } = 1;

    /// <summary>Draws from so many likeliest tokens only, at least 1; null (the default) from all.</summary>
    public int? TopK
    {
        get;
        init => field = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(TopK), value, "TopK has to be at least 1, or null.");
    }

    /// <summary>
    /// Draws from the fewest likeliest tokens whose probabilities add up to this, above 0 and at most 1; null (the default) from all (A. Holtzman et al., <em>The Curious Case of Neural Text
    /// Degeneration</em>, 2020).
    /// </summary>
    public double? TopP
    {
        get;
        init => field = value is null or (> 0 and <= 1) ? value : throw new ArgumentOutOfRangeException(nameof(TopP), value, "TopP has to be above 0 and at most 1, or null.");
    }

    /// <summary>Equal seeds draw equal tokens. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>A token that ends the text, and is not part of it; null (the default) for none.</summary>
    public int? StopToken { get; init; }
}
