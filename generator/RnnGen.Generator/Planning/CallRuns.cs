namespace RnnGen.Generator.Planning;

/// <summary>Finds runs in a sequence of calls.</summary>
internal sealed class CallRuns
{
    private readonly List<CallRun> finished = [];
    private EmittedMethod? method;
    private int firstParameter;
    private int firstStep;
    private int direction;
    private int count;
    private int[] first = [];
    private int[] strides = [];

    /// <summary>Adds the next call.</summary>
    /// <param name="called">The method.</param>
    /// <param name="parameter">Offset of the first parameter that it reads.</param>
    /// <param name="step">The time step.</param>
    /// <param name="rows">The row of each of the method's arguments.</param>
    public void Add(EmittedMethod called, int parameter, int step, int[] rows)
    {
        bool same = called == method && parameter == firstParameter;
        if (same && count == 1)
        {
            // The second call says how the run advances.
            direction = step - firstStep;
            for (int argument = 0; argument < rows.Length; argument++)
            {
                strides[argument] = rows[argument] - first[argument];
            }
        }
        else if (!same || !Continues(step, rows))
        {
            Finish();
            (method, firstParameter, firstStep, direction, first, strides) = (called, parameter, step, 0, rows, new int[rows.Length]);
        }

        count++;
    }

    /// <summary>The runs of all calls added.</summary>
    public IReadOnlyList<CallRun> Found()
    {
        Finish();
        return finished;
    }

    private bool Continues(int step, int[] rows)
    {
        bool continues = step == firstStep + (count * direction);
        for (int argument = 0; continues && argument < rows.Length; argument++)
        {
            continues = rows[argument] == first[argument] + (count * strides[argument]);
        }

        return continues;
    }

    private void Finish()
    {
        if (method is not null && count > 0)
        {
            finished.Add(new CallRun(
                method,
                firstParameter,
                new RowSeries(firstStep, direction, 0),
                count,
                [.. method.Origins.Select((origin, argument) => new RunArgument(origin, new RowSeries(first[argument], strides[argument], 0)))]));
        }

        (method, count) = (null, 0);
    }
}
