using RnnGen.Tests.Storage;

namespace RnnGen.Tests.Text;

public sealed class VocabularyTests
{
    private static readonly string[] Words = "the cat sat on the mat and the dog sat down".Split(' ');

    [Fact]
    public void Tokens_come_by_how_often_they_are_there_after_padding_and_unknown()
    {
        var words = Vocabulary.Build(Words, padding: "<pad>", unknown: "<unk>");
        Assert.Equal(["<pad>", "<unk>", "the", "sat", "and", "cat", "dog", "down", "mat", "on"], Enumerable.Range(0, words.Count).Select(id => words[id]));
        Assert.Equal((0, 1, 3L, 0L), (words.PaddingIndex, words.UnknownIndex, words.FrequencyOf(2), words.FrequencyOf(0)));
        Assert.Equal([2, 5, 1], words.Encode(["the", "cat", "flew"]));
        Assert.Equal("the cat <unk>", words.Decode([2, 5, 1, 0, 0], " "));
        Assert.Equal([2, 5, 0, 0], words.Encode(["the", "cat"], 4));
        Assert.Equal([2, 5], words.Encode(["the", "cat", "sat"], 2));
    }

    [Fact]
    public void Texts_become_samples_of_different_lengths()
    {
        string[][] texts = [["the", "cat"], [], ["the", "dog", "sat", "down"]];
        (int[] inputs, int[] lengths) = Vocabulary.Build(Words, padding: "<pad>", unknown: "<unk>").EncodeAll(texts, 3);
        Assert.Equal([2, 5, 0, 0, 0, 0, 2, 6, 3], inputs);
        Assert.Equal([2, 1, 3], lengths);
        Assert.Equal([1, 4, 0, 0, 0, 0, 1, 5, 2], Vocabulary.Build(Words, unknown: "<unk>").EncodeAll(texts, 3).Inputs);
        Assert.Contains("Text 1, counted from 0, has no token", Assert.Throws<ArgumentException>(() => Vocabulary.Build(Words).EncodeAll(texts, 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Vocabulary.Build(Words).EncodeAll(texts, 0));
        Assert.Throws<KeyNotFoundException>(() => Vocabulary.Build(Words).EncodeAll([["bird"]], 3));
    }

    [Fact]
    public void Rare_tokens_and_those_beyond_the_size_are_left_out()
    {
        Assert.Equal(["the", "sat"], Tokens(Vocabulary.Build(Words, minFrequency: 2)));
        Assert.Equal(["<unk>", "the", "sat"], Tokens(Vocabulary.Build(Words, maxSize: 3, unknown: "<unk>")));
        Assert.Equal(["the"], Tokens(Vocabulary.Build(Words, maxSize: 1)));
        Assert.Equal(0, Vocabulary.Build(Words, unknown: "cat")["dogs"]);
    }

    [Fact]
    public void Characters_are_tokens_and_an_emoji_is_one()
    {
        var letters = Vocabulary.OfCharacters("hello 🎈🎈");
        Assert.Equal(["l", "🎈", " ", "e", "h", "o"], Tokens(letters));
        Assert.Equal("hole 🎈", letters.Decode(letters.Encode(Vocabulary.Characters("hole 🎈"))));
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        var words = Vocabulary.Build(Words);
        Assert.Contains("'flew' is not in the vocabulary", Assert.Throws<KeyNotFoundException>(() => words["flew"]).Message, StringComparison.Ordinal);
        Assert.Contains("8 tokens, 0 to 7", Assert.Throws<ArgumentOutOfRangeException>(() => words[8]).Message, StringComparison.Ordinal);
        Assert.Contains("2 tokens instead of 3", Assert.Throws<InvalidOperationException>(() => words.Encode(["the", "cat"], 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Vocabulary.Build(Words, padding: "x", unknown: "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Vocabulary.Build(Words, maxSize: 0));
        Assert.False(words.TryGetId("flew", out _));
    }

    [Fact]
    public void A_vocabulary_comes_back_from_a_file()
    {
        using var folder = new TemporaryFolder();
        Vocabulary saved = Vocabulary.Build([.. Words, "\"", "\n", "ü", "🎈"], padding: "", unknown: "?");
        saved.Save(folder["words.json"]);
        var loaded = Vocabulary.Load(folder["words.json"]);
        Assert.Equal(Tokens(saved), Tokens(loaded));
        Assert.Equal((0, 1), (loaded.PaddingIndex, loaded.UnknownIndex));
        Assert.All(Enumerable.Range(0, saved.Count), id => Assert.Equal(saved.FrequencyOf(id), loaded.FrequencyOf(id)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"padding\":0,\"unknown\":-1,\"tokens\":[]}")]
    [InlineData("{\"padding\":-1,\"unknown\":-1,\"tokens\":[[\"a\"]]}")]
    [InlineData("{\"padding\":-1,\"unknown\":-1,\"tokens\":[[null,1]]}")]
    [InlineData("{\"padding\":-1,\"unknown\":-1,\"tokens\":[[\"a\",1],[\"a\",1]]}")]
    public void A_file_that_is_no_vocabulary_is_refused(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["words.json"], text);
        Assert.Contains("words.json' is no vocabulary", Assert.Throws<InvalidDataException>(() => Vocabulary.Load(folder["words.json"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_are_the_text_itself()
    {
        int[] text = [.. Enumerable.Range(0, 12)];
        (ReadOnlyMemory<int> inputs, ReadOnlyMemory<int> targets) = TextWindows.NextTokens(text, 4);
        Assert.Equal(text[..8], inputs.ToArray());
        Assert.Equal(text[1..9], targets.ToArray());
        text[0] = 7;
        Assert.Equal(7, inputs.Span[0]);
        Assert.Contains("need 13, but the text has 12", Assert.Throws<ArgumentException>(() => TextWindows.NextTokens(text, 12)).Message, StringComparison.Ordinal);
    }

    private static string[] Tokens(Vocabulary vocabulary) => [.. Enumerable.Range(0, vocabulary.Count).Select(id => vocabulary[id])];
}
