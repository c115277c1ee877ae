namespace RnnGen;

/// <summary>One tensor in a model's flat parameter buffer.</summary>
/// <param name="Name">The tensor's name, as in a PyTorch <c>state_dict</c>: <c>lstm1.weight_ih_l0</c>.</param>
/// <param name="Shape">The tensor's dimensions, outermost first; the values are row-major.</param>
/// <param name="Offset">Index of the tensor's first value in the buffer.</param>
/// <param name="Length">Number of values: the product of <paramref name="Shape"/>.</param>
public sealed record ParameterInfo(string Name, IReadOnlyList<int> Shape, int Offset, int Length);
