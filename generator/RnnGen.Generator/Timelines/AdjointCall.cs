namespace RnnGen.Generator.Timelines;

/// <summary>The adjoint of one call, at its place on the way back.</summary>
internal sealed record AdjointCall(StepCall Call, AdjointVariant Variant);
