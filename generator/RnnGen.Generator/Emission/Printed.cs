namespace RnnGen.Generator.Emission;

/// <summary>What printing a model comes to: files, or one failure.</summary>
internal abstract record Printed;

/// <summary>An exception that one of the stages threw.</summary>
/// <param name="Model">The model's full name.</param>
/// <param name="Exception">The exception as text.</param>
internal sealed record PrintFailure(string Model, string Exception) : Printed;
