namespace RnnGen.Benchmarks.Contenders;

/// <summary>A kind of recurrent layer.</summary>
/// <param name="Name">As tables call it.</param>
/// <param name="Word">As the line protocol calls it.</param>
/// <param name="ModelPrefix">What the names of our models of it start with.</param>
/// <param name="Gates">Number of products with the input and with the state.</param>
internal sealed record Cell(string Name, string Word, string ModelPrefix, int Gates)
{
    public static Cell Lstm { get; } = new("LSTM", "lstm", "Lstm", 4);

    /// <summary>PyTorch's form: the reset gate acts on the product with the state, with a bias of its own.</summary>
    public static Cell Gru { get; } = new("GRU", "gru", "Gru", 3);

    /// <summary>Elman's network with tanh.</summary>
    public static Cell Rnn { get; } = new("RNN", "rnn", "Rnn", 1);

    public static IReadOnlyList<Cell> All { get; } = [Lstm, Gru, Rnn];
}
