using RnnGen;

namespace Sentiment;

/// <summary>Reviews as a network takes them: token ids padded at the end, how many there are, and targets.</summary>
internal sealed class Samples
{
    public Samples(Vocabulary vocabulary, IReadOnlyList<Review> reviews)
    {
        Inputs = [.. reviews.SelectMany(review => vocabulary.Encode(review.Words, Critic.Longest))];
        // A sequence has at least one step: of a review without words that is the padding.
        Lengths = [.. reviews.Select(static review => Math.Clamp(review.Words.Length, 1, Critic.Longest))];
        Targets = [.. reviews.Select(static review => review.IsGood ? 1f : 0f)];
    }

    public int[] Inputs { get; }

    public int[] Lengths { get; }

    public float[] Targets { get; }
}
