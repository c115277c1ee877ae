using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Differentiation;

/// <summary>
/// What one step adds to the gradient of some parameters: the outer product of <paramref name="RowGradient"/> and
/// <paramref name="Source"/>, or the row gradient alone where the parameter is a vector. It is not computed in the time
/// loop: the sum over steps is one matrix product afterwards.
/// </summary>
/// <param name="Block">The parameters.</param>
/// <param name="RowGradient">Gradient of the product's rows, [rows].</param>
/// <param name="Source">What the weights multiplied, [columns]; null for a vector of parameters.</param>
internal sealed record ParameterGradient(ParameterBlock Block, Node RowGradient, Node? Source);
