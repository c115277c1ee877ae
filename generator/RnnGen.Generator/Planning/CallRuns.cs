namespace RnnGen.Generator.Planning;

/// <summary>Finds runs in a sequence of calls.</summary>
internal static class CallRuns
{
    /// <param name="calls">The calls in order: method, time step and the row of each argument.</param>
    public static IReadOnlyList<CallRun> Find(IEnumerable<(string Method, int Step, IReadOnlyList<(Origin Origin, int Row)> Arguments)> calls)
    {
        var runs = new List<CallRun>();
        foreach ((string method, int step, IReadOnlyList<(Origin Origin, int Row)> arguments) in calls)
        {
            CallRun? last = runs.Count > 0 ? runs[runs.Count - 1] : null;
            if (last is not null && Extend(last, method, step, arguments) is { } extended)
            {
                runs[runs.Count - 1] = extended;
            }
            else
            {
                runs.Add(new CallRun(method, step, 0, 1, [.. arguments.Select(argument => new RunArgument(argument.Origin, argument.Row, 0))]));
            }
        }

        return runs;
    }

    private static CallRun? Extend(CallRun run, string method, int step, IReadOnlyList<(Origin Origin, int Row)> arguments)
    {
        if (run.Method != method)
        {
            return null;
        }

        if (run.Count == 1)
        {
            return run with
            {
                StepDirection = step - run.FirstStep,
                Count = 2,
                Arguments = [.. run.Arguments.Select((argument, index) => argument with { Stride = arguments[index].Row - argument.Start })],
            };
        }

        bool continues = step == run.FirstStep + (run.Count * run.StepDirection)
            && run.Arguments.Select(argument => argument.At(run.Count)).SequenceEqual(arguments.Select(argument => argument.Row));
        return continues ? run with { Count = run.Count + 1 } : null;
    }
}
