using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Planning;

/// <summary>The calls of a layer for one purpose, by time: methods that take t, and runs of their calls in each segment.</summary>
internal sealed class TimedCalls
{
    /// <param name="layer">The layer.</param>
    /// <param name="prefix">What stands between the layer's name and the step's in the names of methods.</param>
    /// <param name="own">The kernels that no layer called before.</param>
    /// <param name="segments">The calls of each segment, in order of execution.</param>
    /// <param name="unroll">How they are written.</param>
    public TimedCalls(Layer layer, string prefix, IReadOnlyList<EmittedMethod> own, IReadOnlyList<IReadOnlyList<KernelCall>> segments, UnrollChoice unroll)
    {
        Kernels = own;
        var methods = new Dictionary<KernelCall, TimedMethod>();
        var divided = new List<TimedMethod>();
        foreach (IGrouping<(EmittedMethod Kernel, int), KernelCall> calls in segments
            .SelectMany(static calls => calls).GroupBy(static call => (call.Kernel, call.Method.FirstParameter)))
        {
            divided.AddRange(Divide(layer, prefix, [.. calls], methods));
        }

        All = divided;
        Runs = [.. segments.Select(calls => CallRun.Of(calls.Select(call => (methods[call], call.Step)), unroll))];
        Segments = unroll.Join(Runs);
        EmitMethods();
    }

    /// <summary>Nothing.</summary>
    private TimedCalls() => (All, Kernels, Runs, Segments) = ([], [], [], []);

    public static TimedCalls None { get; } = new();

    /// <summary>The kernels that this layer is the first to call: only those are its own.</summary>
    public IReadOnlyList<EmittedMethod> Kernels { get; }

    /// <summary>What is called, each once.</summary>
    public IReadOnlyList<TimedMethod> All { get; }

    /// <summary>What is a method of its own.</summary>
    public IEnumerable<TimedMethod> Methods => All.Where(static method => method.IsEmitted);

    /// <summary>What is called in each segment.</summary>
    public IReadOnlyList<IReadOnlyList<CallRun>> Runs { get; }

    /// <summary>The same as it is written: segments that do the same are one.</summary>
    public IReadOnlyList<SegmentRuns<CallRun>> Segments { get; }

    /// <summary>Whether steps are computed, from the segment or in a loop.</summary>
    public bool AreStepsComputed => Runs.Count > 1 || Runs[0].Any(static run => run.Looped > 0);

    public bool IsEmpty => Runs.All(static runs => runs.Count == 0);

    /// <summary>
    /// Makes a method of what is called line by line: a plain loop says itself which rows t means. Of several that call one kernel it is that which takes most lines.
    /// </summary>
    private void EmitMethods()
    {
        ILookup<TimedMethod, int> lines = Segments.SelectMany(static group => group.Runs).ToLookup(static run => run.Method, static run => run.Lines);
        foreach (IGrouping<EmittedMethod, TimedMethod> alike in All.GroupBy(static method => method.Kernel))
        {
            TimedMethod most = alike.OrderByDescending(method => lines[method].Sum()).First();
            if (lines[most].Sum() > 1 && most.Arguments.Any(static argument => argument.DependsOnTime))
            {
                most.Emit();
            }
        }
    }

    /// <summary>Calls of one kernel by what their rows have to do with t. A first step may continue another layer's state.</summary>
    private static IEnumerable<TimedMethod> Divide(Layer layer, string prefix, KernelCall[] calls, Dictionary<KernelCall, TimedMethod> methods)
    {
        EmittedMethod kernel = calls[0].Kernel;
        var kinds = new List<(TimedArgument[] Arguments, List<KernelCall> Calls)>();
        HashSet<(int, StepRows)> moving = [.. Enumerable.Range(0, kernel.Origins.Count).SelectMany(argument => calls
            .GroupBy(call => call.Rows[argument].Rows, call => call.Rows[argument].Step)
            .Where(static steps => steps.Count() == 1 || steps.Distinct().Skip(1).Any())
            .Select(steps => (argument, steps.Key)))];
        foreach (KernelCall call in calls)
        {
            TimedArgument[] arguments = [.. call.Rows.Select((rows, argument) => moving.Contains((argument, rows.Rows))
                ? new TimedArgument(kernel.Origins[argument], rows.Rows, rows.Rows.IsConstant ? 0 : rows.Step - call.Step, false)
                : new TimedArgument(kernel.Origins[argument], rows.Rows, rows.Step, true))];
            int known = kinds.FindIndex(kind => kind.Arguments.SequenceEqual(arguments));
            if (known < 0)
            {
                known = kinds.Count;
                kinds.Add((arguments, []));
            }

            kinds[known].Calls.Add(call);
        }

        foreach ((TimedArgument[] arguments, List<KernelCall> alike) in kinds)
        {
            StepMethod first = alike[0].Method;
            var method = new TimedMethod(layer.Identifier + prefix + first.Name.Substring(layer.Identifier.Length), kernel, first.FirstParameter, arguments);
            foreach (KernelCall call in alike)
            {
                methods.Add(call, method);
            }

            yield return method;
        }
    }
}

/// <summary>A call of a kernel.</summary>
/// <param name="kernel">The kernel.</param>
/// <param name="method">What the layer calls it.</param>
/// <param name="step">The time step.</param>
/// <param name="rows">Its arguments: which rows, at which step.</param>
internal sealed class KernelCall(EmittedMethod kernel, StepMethod method, int step, (StepRows Rows, int Step)[] rows)
{
    public EmittedMethod Kernel { get; } = kernel;

    public StepMethod Method { get; } = method;

    public int Step { get; } = step;

    public (StepRows Rows, int Step)[] Rows { get; } = rows;
}
