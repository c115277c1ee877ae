using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Where one kind of memory is at each time step: rows that advance evenly, or that some steps, such as those of a segment, have taken when others take them anew.
/// </summary>
/// <param name="kind">What the rows hold.</param>
/// <param name="layer">The layer; null where it is the network.</param>
/// <param name="inPrediction">Whether predictions have it in places of their own.</param>
internal sealed class StepRows(RowKind kind, Layer? layer, bool inPrediction)
{
    public RowKind Kind { get; } = kind;

    public Layer? Layer { get; } = layer;

    /// <summary>The mask that they hold; null where they hold none.</summary>
    public Mask? Mask { get; private set; }

    public bool InPrediction { get; } = inPrediction;

    /// <summary>The row at step 0, or, where rows are taken in turn, of the first in turn.</summary>
    public int Start { get; private set; }

    /// <summary>Rows from one step to the next; 0 where there is one place for all of them.</summary>
    public int Stride { get; private set; }

    /// <summary>After how many steps the rows are taken anew; 0 where each step has its own.</summary>
    public int Period { get; private set; }

    /// <summary>What is added to a step to know whose turn it is.</summary>
    public int Shift { get; private set; }

    /// <summary>The first step after some that have no rows; 0 where there are none.</summary>
    public int Gap { get; private set; }

    /// <summary>Rows by which that step and later ones are further on, or back, than steps before let expect.</summary>
    public int Leap { get; private set; }

    public bool IsConstant => Stride == 0 && Gap == 0;

    /// <summary>The row at a step.</summary>
    public int At(int step) => Start + ((Period > 0 ? (step + Shift) % Period : step) * Stride) + (Gap > 0 && step >= Gap ? Leap : 0);

    /// <summary>Whether others are in the same place at every step.</summary>
    public bool IsSameAs(StepRows other) =>
        (InPrediction, Start, Stride, Period, Shift, Gap, Leap) == (other.InPrediction, other.Start, other.Stride, other.Period, other.Shift, other.Gap, other.Leap);

    /// <param name="kind">What the rows hold.</param>
    /// <param name="layer">The layer; null where it is the network.</param>
    /// <param name="inPrediction">Whether predictions have it in places of their own.</param>
    /// <param name="places">The row at every step that has one.</param>
    /// <param name="mask">The mask that they hold; null where they hold none.</param>
    public static StepRows Of(RowKind kind, Layer? layer, bool inPrediction, IEnumerable<(int Step, int Row)> places, Mask? mask = null)
    {
        var rows = new StepRows(kind, layer, inPrediction) { Mask = mask };
        (int Step, int Row)[] ordered = [.. places.OrderBy(static place => place.Step)];
        rows.Fit(ordered);
        foreach ((int step, int row) in ordered)
        {
            if (rows.At(step) != row)
            {
                throw new InvalidOperationException($"The rows of {kind} of {layer?.Name ?? "the network"} do not advance evenly: step {step} has row {row}.");
            }
        }

        return rows;
    }

    private void FitAround((int Step, int Row)[] places, int gap)
    {
        int within = gap > 1 ? 1 : gap + 1; // two neighbours, before the gap or behind it
        Stride = within < places.Length ? places[within].Row - places[within - 1].Row : 0;
        Start = places[0].Row - (places[0].Step * Stride);
        Leap = places[gap].Row - At(places[gap].Step);
        Gap = places[gap].Step;
    }

    private void Fit((int Step, int Row)[] places)
    {
        Start = places[0].Row;
        if (places.All(place => place.Row == Start))
        {
            return;
        }

        // Where gradients are cut, they may reach the first steps and the last ones.
        int gap = Enumerable.Range(1, places.Length - 1).FirstOrDefault(place => places[place].Step > places[place - 1].Step + 1);
        if (gap > 0)
        {
            FitAround(places, gap);
            return;
        }

        // Of two strides the one that is seen more often: where each turn has two steps, one is as frequent as the other, and the first is met within a turn or between two.
        int Advance(int place) => places[place].Row - places[place - 1].Row;
        int turn = Enumerable.Range(1, places.Length - 1).Select(static place => (int?)place).FirstOrDefault(place => Advance(place!.Value) != Advance(1)) ?? 0;
        if (turn == 0)
        {
            Stride = Advance(1);
            Start -= places[0].Step * Stride;
            return;
        }

        // Where the first turn has one step, the second begins at once.
        bool isFirst = turn == 2 && Math.Abs(Advance(1)) > Math.Abs(Advance(2));
        turn = isFirst ? 1 : turn;
        Stride = isFirst ? Advance(2) : Advance(1);
        Start = places[turn].Row;
        Period = ((places[turn - 1].Row - Start) / Stride) + 1;
        Shift = (Period - (places[turn].Step % Period)) % Period;
    }
}
