using RnnGen.Generator.Programs;

namespace RnnGen.Generator.Planning;

/// <summary>
/// The segments of the backward pass through the whole network, from output to input. Neighbouring layers go through a segment together where that
/// costs none of them any steps: small layers, and output layers with the recurrent layer below.
/// </summary>
internal sealed class BackwardSegments
{
    private readonly Dictionary<LayerCalls, Place> places = [];

    /// <param name="programs">The calls.</param>
    /// <param name="rowsPerCall">Rows of row gradients that each call of a layer leaves.</param>
    /// <param name="gradientRows">Rows of the gradient of a layer's output.</param>
    /// <param name="room">Rows of row gradients that stay in the cache.</param>
    /// <param name="fewestSteps">See <see cref="Target.FewestSegmentSteps"/>.</param>
    public BackwardSegments(ModelPrograms programs, Func<LayerCalls, int> rowsPerCall, Func<LayerCalls, int> gradientRows, int room, int fewestSteps)
    {
        var segmentGroups = new List<SegmentGroup>();
        foreach (LayerCalls layer in programs.Layers.Reverse())
        {
            if (segmentGroups.Count > 0 && Joined(segmentGroups[segmentGroups.Count - 1].Layers, layer) is { } joined)
            {
                segmentGroups[segmentGroups.Count - 1] = joined;
            }
            else
            {
                segmentGroups.Add(new SegmentGroup(0, Alone(layer).Count, [layer]));
            }
        }

        SegmentGroups =
            [.. segmentGroups.Select((segmentGroup, index) => segmentGroup with { First = segmentGroups.Take(index).Sum(earlier => earlier.Count) })];
        Count = segmentGroups.Sum(segmentGroup => segmentGroup.Count);
        foreach (SegmentGroup segmentGroup in SegmentGroups)
        {
            PlaceRows(segmentGroup, programs.Train, rowsPerCall, gradientRows);
        }

        // The loss and the final activation come before all of them, at all steps.
        foreach (LayerCalls group in programs.Groups.Where(group => !places.ContainsKey(group)))
        {
            PlaceRows(new SegmentGroup(0, 1, [group]), programs.Train, rowsPerCall, gradientRows);
        }

        // Where gradients are cut, steps between may have none; whose turn a row is then does not follow from t.
        SegmentSize Alone(LayerCalls layer) => HasGap(layer) ? SegmentSize.Of(layer.Adjoints.Count, count: 1) : new(layer.Adjoints.Count, rowsPerCall(layer), room, fewestSteps);

        SegmentGroup? Joined(IReadOnlyList<LayerCalls> above, LayerCalls layer)
        {
            LayerCalls[] layers = [.. above, layer];
            if (layers.Sum(each => each.Adjoints.Count * rowsPerCall(each)) <= room)
            {
                return new SegmentGroup(0, 1, layers);
            }

            if (layers.Any(HasGap))
            {
                return null;
            }

            // Where a layer begins with the states that another ends with, nothing of the latter comes before all of the former.
            bool continues = above.Any(later => later.Continues(layer));

            // A value that is read at another step may get gradients from two segments, and of these the first to be computed would not be the first that is asked for.
            bool sameSteps = layers.All(each => each.ReadsSameStep && each.Adjoints.Select(adjoint => adjoint.Call.Step).SequenceEqual(layer.Adjoints.Select(adjoint => adjoint.Call.Step)));
            var together = new SegmentSize(layer.Adjoints.Count, layers.Sum(rowsPerCall), room, fewestSteps);
            return sameSteps && !continues && together.Steps >= layers.Min(each => Alone(each).Steps) ? new SegmentGroup(0, together.Count, layers) : null;
        }
    }

    private static bool HasGap(LayerCalls layer) =>
        layer.Adjoints.Count > 1 && Math.Abs(layer.Adjoints[0].Call.Step - layer.Adjoints[layer.Adjoints.Count - 1].Call.Step) >= layer.Adjoints.Count;

    /// <summary>Number of segments, at least 1.</summary>
    public int Count { get; }

    /// <summary>The segments in order.</summary>
    public IReadOnlyList<SegmentGroup> SegmentGroups { get; }

    /// <summary>Rows that any segment takes.</summary>
    public int Rows { get; private set; }

    /// <summary>The segments of a layer.</summary>
    public SegmentSize Of(LayerCalls group) => places[group].Segments;

    /// <summary>Where the row gradients of an adjoint are: the rows advance with time.</summary>
    /// <param name="group">The layer.</param>
    /// <param name="adjoint">The adjoint's number, counted from the last step.</param>
    public int RowGradient(LayerCalls group, int adjoint) => places[group].RowGradients.At(places[group].Segments.Position(adjoint));

    /// <summary>
    /// Where the gradient of an adjoint's output is, if it does not outlast a segment: if the layers that read it leave it in the same one. Else null.
    /// </summary>
    /// <param name="group">The layer.</param>
    /// <param name="adjoint">The adjoint's number, counted from the last step.</param>
    public int? OutputGradient(LayerCalls group, int adjoint) => places[group].OutputGradients?.At(places[group].Segments.Position(adjoint));

    private void PlaceRows(SegmentGroup segmentGroup, Program train, Func<LayerCalls, int> rowsPerCall, Func<LayerCalls, int> gradientRows)
    {
        int taken = 0;
        RowSeries Take(int steps, int rows)
        {
            var series = new RowSeries(taken, rows, 0);
            taken += steps * rows;
            return series;
        }

        foreach (LayerCalls layer in segmentGroup.Layers)
        {
            int rows = rowsPerCall(layer);
            SegmentSize segments = SegmentSize.Of(layer.Adjoints.Count, segmentGroup.Count);
            bool fromSameSegment = segmentGroup.Count > 1 && layer != segmentGroup.Layers[0] && train.Readers(layer).All(segmentGroup.Layers.Contains);
            places.Add(layer, new Place(segments, Take(segments.Steps, rows), fromSameSegment ? Take(segments.Steps, gradientRows(layer)) : null));
        }

        Rows = Math.Max(Rows, taken);
    }

    /// <summary>The rows of a layer in the memory that all segments share: those of a segment's first step, and the advance from step to step.</summary>
    private sealed record Place(SegmentSize Segments, RowSeries RowGradients, RowSeries? OutputGradients);
}

/// <summary>Neighbouring segments of the network: those of one layer, or of several that go through them together.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Layers">The layers, from output to input. If there is more than one segment, they run on the same steps.</param>
internal sealed record SegmentGroup(int First, int Count, IReadOnlyList<LayerCalls> Layers);
