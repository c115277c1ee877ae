using RnnGen.Generator.Loops;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Calls of a kernel by one layer that differ in nothing but time. Where they are written line by line, a method that takes t says for all of them which rows that means.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="kernel">What it calls.</param>
/// <param name="firstParameter">Offset of the first parameter that the kernel is to read.</param>
/// <param name="arguments">The rows that the kernel is handed.</param>
internal sealed class TimedMethod(string name, EmittedMethod kernel, int firstParameter, IReadOnlyList<TimedArgument> arguments)
{
    public string Name { get; } = name;

    public EmittedMethod Kernel { get; } = kernel;

    public int FirstParameter { get; } = firstParameter;

    public IReadOnlyList<TimedArgument> Arguments { get; } = arguments;

    /// <summary>Whether there is such a method: else its calls are those of the kernel, with rows instead of t.</summary>
    public bool IsEmitted { get; private set; }

    /// <summary>Makes it a method, which takes the kernel's name if that was called like it.</summary>
    public void Emit()
    {
        IsEmitted = true;
        Kernel.GiveWay(Name);
    }
}

/// <summary>An argument in terms of time.</summary>
/// <param name="Origin">Which.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Step">At which step, counted from t.</param>
/// <param name="IsFixed">Whether the step is counted from 0 instead: the same at every t.</param>
internal sealed record TimedArgument(Origin Origin, StepRows Rows, int Step, bool IsFixed)
{
    /// <summary>Whether it is a different row at every t.</summary>
    public bool DependsOnTime => !IsFixed && !Rows.IsConstant;
}
