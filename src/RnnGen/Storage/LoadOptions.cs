namespace RnnGen;

/// <summary>How a file's tensors become a model's parameters, where names or types differ.</summary>
/// <remarks>
/// Loading stays strict: every tensor of the file goes to one of the model's, or is left out by <see cref="Rename"/>, and every
/// one of the model's gets its values; otherwise the error names those that do not fit, and the model is unchanged.
/// </remarks>
/// <example>
/// A PyTorch module with <c>self.lstm = nn.LSTM(1, 20, num_layers=2)</c> and <c>self.fc = nn.Linear(20, 1)</c>, in half precision, as
/// a model with <c>[Lstm(20)] [Lstm(20)] [Dense(1)]</c>:
/// <code>
/// var options = new LoadOptions
/// {
///     Modules = { ["lstm"] = ["lstm1", "lstm2"], ["fc"] = ["dense1"] },
///     ConvertTypes = true,
/// };
/// var model = Forecaster.Load("pytorch.safetensors", options);
/// </code>
/// </example>
public sealed class LoadOptions
{
    /// <summary>
    /// Whether tensors of type <c>F16</c> and <c>BF16</c> are converted to single precision, exactly, and those of type <c>F64</c> to the
    /// nearest numbers; one that is too large is an error. Default false: such tensors are refused.
    /// </summary>
    public bool ConvertTypes { get; init; }

    /// <summary>
    /// Given the name that a tensor has in the file, returns the name that it has in the model, or null to leave it out. Null
    /// (the default) if names are the same. For example, for files of <c>torch.nn.DataParallel</c>:
    /// <c>name => name.Replace("module.", "")</c>.
    /// </summary>
    public Func<string, string?>? Rename { get; init; }

    /// <summary>
    /// For modules of the file, the model's layers that their layers 0, 1, … become: <c>["lstm"] = ["lstm1", "lstm2"]</c> takes
    /// <c>lstm.weight_ih_l1</c> for <c>lstm2.weight_ih_l0</c>, and <c>["fc"] = ["dense1"]</c> takes <c>fc.weight</c> for <c>dense1.weight</c>. A
    /// module's name is what stands before the last dot (<c>encoder.lstm</c>), after <see cref="Rename"/>; it is empty for the
    /// file of a bare <c>nn.LSTM</c>. Names of other modules are kept. Default empty.
    /// </summary>
    public IDictionary<string, IReadOnlyList<string>> Modules { get; } = new Dictionary<string, IReadOnlyList<string>>();
}
