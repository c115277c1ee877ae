using RnnGen.Generator.Loops;

namespace RnnGen.Generator.Planning;

/// <summary>Hands out the rows of a step buffer. Results come first, at the same rows in every variant of a layer.</summary>
internal sealed class StepBufferLayout(Lowering lowering, Origin origin, int fixedRows)
{
    /// <summary>Rows taken so far.</summary>
    public int Rows { get; private set; } = fixedRows;

    /// <summary>Makes the step buffer reach to a row at least.</summary>
    public void Reach(int rows) => Rows = Math.Max(Rows, rows);

    public Location Allocate(int length)
    {
        var location = new Location(origin, Rows);
        Rows += lowering.Rows(length);
        return location;
    }
}
