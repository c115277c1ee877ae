namespace RnnGen.Generator.Loops;

/// <summary>What a row number in a kernel is relative to; each is one argument of the emitted method.</summary>
internal enum Place
{
    /// <summary>An input of the step: row 0 is its first unit.</summary>
    Input,

    /// <summary>The step buffer of the call whose states are continued.</summary>
    Previous,

    /// <summary>The call's own step buffer: everything its forward step leaves in memory.</summary>
    StepBuffer,

    /// <summary>Where the gradient of an input goes.</summary>
    InputGradient,

    /// <summary>The gradient of the call's output, from what uses it.</summary>
    Gradient,

    /// <summary>The gradients of the layer's states, which each step hands to the one before: the same memory for all steps.</summary>
    StateGradient,

    /// <summary>What the call's adjoint leaves for outer products and the gradients of inputs. Other segments of the sequence use the same memory.</summary>
    RowGradient,
}

/// <summary>The start of one kind of memory a step works on.</summary>
/// <param name="Place">The kind.</param>
/// <param name="Index">Which input, for <see cref="Loops.Place.Input"/> and <see cref="Loops.Place.InputGradient"/>; 0 elsewhere.</param>
internal sealed record Origin(Place Place, int Index = 0);

/// <summary>A row in memory: <paramref name="Row"/> rows from <paramref name="Origin"/>. A vector of n units takes n rows.</summary>
internal sealed record Location(Origin Origin, int Row)
{
    public Location Shift(int rows) => this with { Row = Row + rows };
}
