using RnnGen;

namespace Sentiment;

/// <summary>Reviews as a network takes them: token ids padded at the end, how many there are, and targets.</summary>
internal sealed class Samples
{
    public Samples(Vocabulary vocabulary, IReadOnlyList<Review> reviews)
    {
        (Inputs, Lengths) = vocabulary.EncodeAll(reviews.Select(static review => review.Words), Critic.Longest);
        Targets = [.. reviews.Select(static review => review.IsGood ? 1f : 0f)];
    }

    public int[] Inputs { get; }

    public int[] Lengths { get; }

    public float[] Targets { get; }
}
