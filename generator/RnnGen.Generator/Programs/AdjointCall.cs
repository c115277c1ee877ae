namespace RnnGen.Generator.Programs;

/// <summary>The adjoint of one call, at its place in the backward pass.</summary>
/// <param name="Call">The call.</param>
/// <param name="Variant">What is computed.</param>
/// <param name="Begins">
/// Whether it takes gradients from a next step that there is not, so that it needs no code of its own: they are given. They are zero, or, if
/// <paramref name="Variant"/> takes nothing from above, the output's is the one from above.
/// </param>
internal sealed record AdjointCall(StepCall Call, AdjointVariant Variant, bool Begins);
