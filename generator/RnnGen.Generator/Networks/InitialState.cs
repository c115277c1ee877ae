namespace RnnGen.Generator.Networks;

/// <summary>What the states of a node are before its first step.</summary>
internal abstract record InitialState
{
    private InitialState()
    {
    }

    /// <summary>All zero.</summary>
    public sealed record Zero : InitialState;

    /// <summary>What the caller has kept: the states that an earlier sequence ended with.</summary>
    public sealed record Carried : InitialState;

    /// <summary>
    /// What another node's states are after its last step: those that are learnt are of a node that takes them from parameters, a decoder's would be of
    /// its encoder.
    /// </summary>
    /// <param name="Node">The other node, whose states are as many and as long.</param>
    public sealed record Of(LayerNode Node) : InitialState;
}
