namespace RnnGen.Generator.Emission;

/// <summary>A vector of units that the body of a loop works on.</summary>
/// <param name="Unit">The variable that says which unit it begins with; 0 where there is no loop.</param>
/// <param name="Names">Names of its values.</param>
/// <param name="Expressions">Prints what is computed of them.</param>
internal sealed record UnitVector(string Unit, KernelNames Names, ExpressionText Expressions);
