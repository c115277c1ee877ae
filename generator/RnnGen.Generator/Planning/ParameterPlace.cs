using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>Where a tensor begins: among the parameters, or in the copy that one sequence reads.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Offset">The first of its parameters.</param>
/// <param name="IsPacked">Whether it is the copy.</param>
internal sealed record ParameterPlace(ParameterTensor Tensor, int Offset, bool IsPacked);
