namespace RnnGen.Generator.Planning;

/// <summary>What a block's memory holds for each time step.</summary>
internal enum RowKind
{
    /// <summary>What the network is given.</summary>
    Input,

    /// <summary>A mask.</summary>
    Mask,

    /// <summary>What its outputs are compared with.</summary>
    Target,

    /// <summary>The gradient of what it is given.</summary>
    InputGradient,

    /// <summary>A layer's states as the caller gives them.</summary>
    GivenState,

    /// <summary>What a layer's step leaves in memory.</summary>
    Buffer,

    /// <summary>The output among that.</summary>
    Output,

    /// <summary>The gradient of that output, from what uses it.</summary>
    OutputGradient,

    /// <summary>The gradients of a layer's states, which all of its steps have in the same place.</summary>
    StateGradient,

    /// <summary>What a step's adjoint leaves for outer products and the gradients of inputs.</summary>
    RowGradient,
}
