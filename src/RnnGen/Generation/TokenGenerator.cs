namespace RnnGen;

/// <summary>Writes on: models of tokens whose outputs are the probabilities of the token that comes next.</summary>
public static class TokenGenerator
{
    /// <summary>Writes tokens that follow a prompt.</summary>
    /// <param name="model">The model.</param>
    /// <param name="vocabularySize">Its number of tokens, which is that of its outputs.</param>
    /// <param name="prompt">What comes before; at least one token.</param>
    /// <param name="output">Receives the tokens, until it is full or the stop token comes.</param>
    /// <param name="options">How tokens are chosen; null for <see cref="GenerateOptions"/> as they are.</param>
    /// <returns>Number of tokens written.</returns>
    /// <exception cref="ArgumentException">The prompt is empty, or has a token that there is not.</exception>
    /// <remarks>A few buffers are allocated for the call, and nothing for a token.</remarks>
    public static int Generate(IStreamModel<int> model, int vocabularySize, ReadOnlySpan<int> prompt, Span<int> output, GenerateOptions? options = null)
    {
        options ??= new GenerateOptions();
        var text = new Text(model, vocabularySize, prompt, options);
        int count = 0;
        while (count < output.Length && text.Next(out int token))
        {
            output[count++] = token;
        }

        return count;
    }

    /// <summary>The tokens that follow a prompt, one by one as they are drawn: without an end, unless a stop token comes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="vocabularySize">Its number of tokens, which is that of its outputs.</param>
    /// <param name="prompt">What comes before; at least one token.</param>
    /// <param name="options">How tokens are chosen; null for <see cref="GenerateOptions"/> as they are.</param>
    /// <exception cref="ArgumentException">The prompt is empty, or has a token that there is not.</exception>
    public static IEnumerable<int> Generate(IStreamModel<int> model, int vocabularySize, ReadOnlyMemory<int> prompt, GenerateOptions? options = null)
    {
        options ??= new GenerateOptions();
        _ = new Text(model, vocabularySize, prompt.Span, options); // whatever is wrong is said at once
        return Tokens();

        IEnumerable<int> Tokens()
        {
            var text = new Text(model, vocabularySize, prompt.Span, options);
            while (text.Next(out int token))
            {
                yield return token;
            }
        }
    }

    /// <summary>A text that is being written.</summary>
    private sealed class Text
    {
        private readonly IStreamModel<int> model;
        private readonly GenerateOptions options;
        private readonly TokenSampler sampler;
        private readonly StreamState state;
        private readonly float[] probabilities;
        private readonly int[] last = new int[1];

        public Text(IStreamModel<int> model, int vocabularySize, ReadOnlySpan<int> prompt, GenerateOptions options)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentOutOfRangeException.ThrowIfLessThan(vocabularySize, 1);
            if (prompt.IsEmpty)
            {
                throw new ArgumentException("A prompt has at least one token, for the model to go on from.", nameof(prompt));
            }

            this.model = model;
            this.options = options;
            sampler = new TokenSampler(vocabularySize, options);
            state = model.CreateState();
            probabilities = new float[vocabularySize];
            last[0] = prompt[^1];
            for (int index = 0; index < prompt.Length - 1; index++)
            {
                model.Step(prompt.Slice(index, 1), probabilities, state);
            }

            // What is wrong with the last token is said now, too.
            model.Step(last, probabilities, state);
        }

        private bool IsFirst { get; set; } = true;

        public bool Next(out int token)
        {
            if (!IsFirst)
            {
                model.Step(last, probabilities, state);
            }

            IsFirst = false;
            token = sampler.Draw(probabilities);
            last[0] = token;
            return token != options.StopToken;
        }
    }
}
