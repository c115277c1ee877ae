using RnnGen.Parity;

namespace RnnGen.Generator.Tests.Interpretation;

/// <summary>What planning makes of every way to declare a layer, interpreted, against the reference, both in double precision.</summary>
/// <remarks>
/// With all passes, and wherever that changes something with each of them switched off. A class of tests runs on one core: there are two such.
/// </remarks>
public sealed class LoweredLayerTests
{
    public static TheoryData<string> Groups =>
        [.. EnumeratedCases.All.Select(static item => item.Group).Distinct().Where(static group => group.Contains(',', StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Plans_compute_what_the_reference_does_whatever_pass_is_off(string group) =>
        PlannedRuns.Check(EnumeratedCases.All.Where(item => item.Group == group));
}
