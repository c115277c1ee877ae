namespace RnnGen.Generator.Planning;

/// <summary>Calls of one method whose arguments advance evenly: printed as a line per call, or as a loop where they are many.</summary>
/// <param name="Method">The emitted method.</param>
/// <param name="FirstStep">Time step of the first call.</param>
/// <param name="StepDirection">1 on the way forward, −1 on the way back; 0 for a single call.</param>
/// <param name="Count">Number of calls.</param>
/// <param name="Arguments">The rows handed to the method.</param>
internal sealed record CallRun(string Method, int FirstStep, int StepDirection, int Count, IReadOnlyList<RunArgument> Arguments);

/// <summary>One argument of the calls of a run: Start, Start + Stride, Start + 2·Stride, …</summary>
internal sealed record RunArgument(Origin Origin, int Start, int Stride)
{
    public int At(int call) => Start + (call * Stride);
}
