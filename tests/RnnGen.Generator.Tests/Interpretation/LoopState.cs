using RnnGen.Generator.Loops;

namespace RnnGen.Generator.Tests.Interpretation;

/// <summary>The memory and the locals of a kernel that is running.</summary>
/// <param name="shape">The machine.</param>
/// <param name="parameters">The first parameter that the method is handed.</param>
/// <param name="rows">Where the rows begin that it is handed.</param>
/// <param name="isOddStep">Whether the step is one of those that take the vectors of units in reverse.</param>
/// <param name="names">How many names there are.</param>
internal sealed class LoopState(MachineShape shape, Address parameters, IReadOnlyDictionary<Origin, Address> rows, bool isOddStep, int names)
{
    private readonly double[] vectors = new double[names * shape.Lanes];

    public MachineShape Shape => shape;

    public Address Parameters => parameters;

    public bool IsOddStep => isOddStep;

    /// <summary>Variables of loops.</summary>
    public int[] Counters { get; } = new int[names];

    /// <summary>Locals that refer to memory.</summary>
    public Address[] References { get; } = new Address[names];

    /// <summary>A local.</summary>
    public Span<double> Vector(int name) => vectors.AsSpan(name * shape.Lanes, shape.Lanes);

    public Address Rows(Origin origin) => rows[origin];
}
