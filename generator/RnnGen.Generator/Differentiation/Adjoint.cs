using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Differentiation;

/// <summary>The reverse-mode derivative of one step, in the same graph as the step itself.</summary>
/// <param name="Gradients">Gradient of each requested input; zero where the seeds do not reach it.</param>
/// <param name="Parameters">What the step adds to the gradients of its parameters.</param>
internal sealed record Adjoint(IReadOnlyList<Node> Gradients, IReadOnlyList<ParameterGradient> Parameters);
