using RnnGen;

namespace Sentiment;

/// <summary>Logistic regression: each word adds its weight, wherever it stands. What a network has to beat.</summary>
internal sealed class BagOfWords
{
    private const int Epochs = 300;
    private readonly Vocabulary vocabulary;
    private readonly float[] rarity;
    private readonly float[] parameters;

    private BagOfWords(Vocabulary vocabulary, IReadOnlyList<Review> training, double decay)
    {
        this.vocabulary = vocabulary;
        rarity = new float[vocabulary.Count];
        foreach (int word in training.SelectMany(review => vocabulary.Encode(review.Words).Distinct()))
        {
            rarity[word]++;
        }

        for (int word = 0; word < rarity.Length; word++)
        {
            rarity[word] = MathF.Log((1f + training.Count) / (1 + rarity[word])) + 1;
        }

        // The last one is the bias.
        parameters = new float[vocabulary.Count + 1];
        Learn([.. training.Select(review => Features(review.Words))], [.. training.Select(static review => review.IsGood ? 1f : 0f)], (float)decay);
    }

    /// <summary>Learns with several strengths of L2 decay, and keeps what does best on the validation part.</summary>
    public static BagOfWords Train(Vocabulary vocabulary, IReadOnlyList<Review> training, IReadOnlyList<Review> validation) =>
        ((double[])[0.0001, 0.0003, 0.001, 0.003])
            .Select(decay => new BagOfWords(vocabulary, training, decay))
            .MaxBy(model => validation.Count(review => model.Probability(review.Words) > 0.5f == review.IsGood))!;

    /// <summary>How likely a review is a good one.</summary>
    public float Probability(IEnumerable<string> words) => Probability(Features(words));

    private float Probability((int Word, float Value)[] features)
    {
        float sum = parameters[^1];
        foreach ((int word, float value) in features)
        {
            sum += parameters[word] * value;
        }

        return 1 / (1 + MathF.Exp(-sum));
    }

    /// <summary>tf-idf: the logarithm of how often a word is there, times its rarity; a vector of length one.</summary>
    private (int Word, float Value)[] Features(IEnumerable<string> words)
    {
        (int Word, float Value)[] features =
        [
            .. words.Where(word => vocabulary.TryGetId(word, out _)).CountBy(word => vocabulary[word])
                .Select(count => (count.Key, (1 + MathF.Log(count.Value)) * rarity[count.Key])),
        ];
        float norm = MathF.Sqrt(features.Sum(static feature => feature.Value * feature.Value));
        return [.. features.Select(feature => (feature.Word, feature.Value / norm))];
    }

    /// <summary>Steps along the gradient of all reviews at once.</summary>
    private void Learn((int Word, float Value)[][] reviews, float[] targets, float decay)
    {
        var optimizer = new Adam(0.05);
        float[] gradients = new float[parameters.Length];
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            for (int word = 0; word < gradients.Length - 1; word++)
            {
                gradients[word] = decay * parameters[word];
            }

            gradients[^1] = 0;
            for (int index = 0; index < reviews.Length; index++)
            {
                float error = (Probability(reviews[index]) - targets[index]) / reviews.Length;
                gradients[^1] += error;
                foreach ((int word, float value) in reviews[index])
                {
                    gradients[word] += error * value;
                }
            }

            optimizer.Update(parameters, gradients);
        }
    }
}
