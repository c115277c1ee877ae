namespace RnnGen.Generator.Networks;

/// <summary>
/// Numbers that the library writes before a sequence is run, one for each sample: which steps a sample has, and what is left of values that training drops.
/// Without padding and outside training they are 1.
/// </summary>
/// <param name="name">What its rows are called in emitted code: <c>Alive</c>, <c>Dropout1Mask</c>.</param>
/// <param name="length">Numbers of a step.</param>
/// <param name="isOfStep">Whether each step has its own, or all have the same.</param>
/// <param name="rate">The part of the values that is dropped; null where it says which steps a sample has.</param>
internal sealed class Mask(string name, int length, bool isOfStep, double? rate)
{
    public string Name { get; } = name;

    public int Length { get; } = length;

    public bool IsOfStep { get; } = isOfStep;

    public double? Rate { get; } = rate;

    /// <summary>1 at the steps that a sample has, 0 at those before: samples end together, at the last step.</summary>
    public static Mask Alive() => new("Alive", 1, isOfStep: true, rate: null);
}
