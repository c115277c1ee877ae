namespace RnnGen.Generator.Programs;

/// <summary>Where a step call finds the states that it continues.</summary>
internal abstract record StateSource
{
    private StateSource()
    {
    }

    /// <summary>All zero, known at compile time; also of layers without states.</summary>
    public sealed record Zero : StateSource;

    /// <summary>What the caller has kept: from the end of an earlier sequence, from the step before in a stream.</summary>
    /// <param name="Initial">The call whose states they are before there is anything kept; null where these are zero.</param>
    public sealed record Carried(StepCall? Initial) : StateSource;

    /// <summary>Those of another call: the layer's own at the step before; before the first step those that are learnt, or another layer's.</summary>
    public sealed record Of(StepCall Call) : StateSource;
}
