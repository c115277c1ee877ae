namespace RnnGen.Benchmarks.Measurement;

/// <summary>Rounds in which all contenders take turns, so that all see the same weather.</summary>
/// <param name="Count">How many rounds.</param>
/// <param name="Turn">Time that a contender has for its repetitions in one round.</param>
/// <param name="Least">Repetitions in a turn, however long they take.</param>
internal sealed record Rounds(int Count, TimeSpan Turn, int Least)
{
    /// <summary>Time of each contender.</summary>
    public Timing[] Measure(IReadOnlyList<ITimed> contenders)
    {
        int[] repetitions = [.. contenders.Select(Repetitions)];
        Timing[][] turns = [.. contenders.Select(_ => new Timing[Count])];
        for (int round = 0; round < Count; round++)
        {
            for (int index = 0; index < turns.Length; index++)
            {
                turns[index][round] = contenders[index].Run(repetitions[index]);
            }
        }

        return [.. turns.Select(static rounds => Timing.Of(rounds))];
    }

    /// <summary>How often a contender computes its work in a turn. Finding out warms it up.</summary>
    private int Repetitions(ITimed contender)
    {
        double turn = Turn.TotalNanoseconds;
        int repetitions = Least;
        while (true)
        {
            double time = contender.Run(repetitions).Median;
            int fitting = Math.Max(Least, (int)(turn / time));
            if (fitting <= 2 * repetitions)
            {
                return fitting;
            }

            repetitions = Math.Min(fitting, repetitions * 8);
        }
    }
}
