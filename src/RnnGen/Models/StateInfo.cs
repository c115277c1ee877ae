namespace RnnGen;

/// <summary>One state of a recurrent layer among those that the callers of a stateful model give and get.</summary>
/// <param name="Name">The layer and its state: <c>lstm1.h</c>, <c>lstm1.c</c>; <c>lstm1.reverse.h</c> of a second direction.</param>
/// <param name="Offset">Index of its first value in a sample's state.</param>
/// <param name="Length">Number of values: the layer's units.</param>
public sealed record StateInfo(string Name, int Offset, int Length);
