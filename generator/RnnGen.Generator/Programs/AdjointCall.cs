namespace RnnGen.Generator.Programs;

/// <summary>The adjoint of one call, at its place in the backward pass.</summary>
/// <param name="Call">The call.</param>
/// <param name="Variant">What is computed.</param>
internal sealed record AdjointCall(StepCall Call, AdjointVariant Variant);
