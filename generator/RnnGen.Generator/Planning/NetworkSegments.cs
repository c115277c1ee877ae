using RnnGen.Generator.Timelines;

namespace RnnGen.Generator.Planning;

/// <summary>The segments of the way back through the whole network: layers from output to input, each in its own segments; small layers share one.</summary>
internal sealed class NetworkSegments
{
    private readonly Dictionary<LayerCalls, (Segmentation Segments, int FirstRow, int RowsPerCall)> layers = [];

    /// <param name="timeline">The calls.</param>
    /// <param name="rowsPerCall">Rows of row gradients that each call of a layer leaves.</param>
    /// <param name="room">Rows of row gradients that stay in the cache.</param>
    public NetworkSegments(Timeline timeline, Func<LayerCalls, int> rowsPerCall, int room)
    {
        var passages = new List<Passage>();
        int taken = 0;
        foreach (LayerCalls layer in timeline.Layers.Reverse())
        {
            int rows = rowsPerCall(layer);
            var segments = new Segmentation(layer.Adjoints.Count, rows, room);
            Passage? last = passages.LastOrDefault();
            if (last is not null && last.Count == 1 && segments.Count == 1 && taken + segments.Rows <= room)
            {
                passages[passages.Count - 1] = last with { Layers = [.. last.Layers, layer] };
            }
            else
            {
                passages.Add(new Passage(Count, segments.Count, [layer]));
                Count += segments.Count;
                taken = 0;
            }

            layers.Add(layer, (segments, taken, rows));
            taken += segments.Rows;
            Rows = Math.Max(Rows, taken);
        }

        // The loss and the final activation come before all of them, at all steps.
        foreach (LayerCalls group in timeline.Groups.Where(group => !layers.ContainsKey(group)))
        {
            int rows = rowsPerCall(group);
            var whole = new Segmentation(group.Adjoints.Count, rows, int.MaxValue);
            layers.Add(group, (whole, 0, rows));
            Rows = Math.Max(Rows, whole.Rows);
        }

        Passages = passages;
    }

    /// <summary>Number of segments, at least 1.</summary>
    public int Count { get; }

    /// <summary>The segments in order.</summary>
    public IReadOnlyList<Passage> Passages { get; }

    /// <summary>Rows that the row gradients of any segment take.</summary>
    public int Rows { get; }

    /// <summary>The segments of a layer.</summary>
    public Segmentation Of(LayerCalls group) => layers[group].Segments;

    /// <summary>Where the row gradients of an adjoint are: the rows advance with time.</summary>
    /// <param name="group">The layer.</param>
    /// <param name="adjoint">The adjoint's number, counted from the last step.</param>
    public int Row(LayerCalls group, int adjoint)
    {
        (Segmentation segments, int firstRow, int rowsPerCall) = layers[group];
        return firstRow + ((segments.Steps - 1 - (adjoint % segments.Steps)) * rowsPerCall);
    }
}

/// <summary>Neighbouring segments of the network: those of one layer, or one that several layers share.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Layers">The layers, from output to input; more than one only in a single segment.</param>
internal sealed record Passage(int First, int Count, IReadOnlyList<LayerCalls> Layers);
