namespace Spam;

/// <summary>
/// Multinomial naive Bayes: each word of a mail counts as if it were drawn from its class's words, one drawing knowing nothing of another. Every word is taken to have been seen once more
/// than it was (Laplace), so that none rules a class out.
/// </summary>
internal sealed class NaiveBayes
{
    private readonly double prior;
    private readonly double[] evidence = new double[Filter.Words];

    public NaiveBayes(Mails training)
    {
        double[][] counts = [new double[Filter.Words], new double[Filter.Words]];
        for (int mail = 0; mail < training.Count; mail++)
        {
            foreach (int word in training.Words(mail))
            {
                counts[training.Classes[mail]][word]++;
            }
        }

        double spam = training.Classes.Count(static mail => mail == Filter.Spam);
        prior = Math.Log(spam / (training.Count - spam));
        double ofSpam = counts[Filter.Spam].Sum() + Filter.Words, ofHam = counts[Filter.Ham].Sum() + Filter.Words;
        for (int word = 0; word < Filter.Words; word++)
        {
            evidence[word] = Math.Log((counts[Filter.Spam][word] + 1) / ofSpam * ofHam / (counts[Filter.Ham][word] + 1));
        }
    }

    /// <summary>How likely each mail is ham and how likely spam, as the network's outputs stand.</summary>
    public float[] Predict(Mails mails)
    {
        float[] outputs = new float[2 * mails.Count];
        for (int mail = 0; mail < mails.Count; mail++)
        {
            double sum = prior;
            foreach (int word in mails.Words(mail))
            {
                sum += evidence[word];
            }

            outputs[(2 * mail) + Filter.Spam] = (float)(1 / (1 + Math.Exp(-sum)));
            outputs[(2 * mail) + Filter.Ham] = 1 - outputs[(2 * mail) + Filter.Spam];
        }

        return outputs;
    }
}
