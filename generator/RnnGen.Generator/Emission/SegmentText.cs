using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints what is done in each segment of a sequence: a condition or a switch, where segments differ.</summary>
internal static class SegmentText
{
    /// <summary>The parameter of methods that do one of several segments.</summary>
    public static string Parameter(int segments) => segments > 1 ? "int segment, " : "";

    /// <summary>What is passed for it: the layer's own segments count from 0.</summary>
    public static string Argument(SegmentGroup segmentGroup) => segmentGroup.Count == 1 ? ""
        : segmentGroup.First == 0 ? "segment, "
        : $"segment - {Literal.Of(segmentGroup.First)}, ";

    /// <summary>Opens a block in which row numbers may be computed, whatever the project says of overflow; nothing where none are.</summary>
    public static IDisposable? Computing(CodeWriter code, bool computed) => computed ? code.Block("unchecked") : null;

    /// <param name="code">Where to print.</param>
    /// <param name="groups">First segment and number of segments of each group.</param>
    /// <param name="print">Prints what the segments of a group do.</param>
    public static void Print(CodeWriter code, IReadOnlyList<(int First, int Count)> groups, Action<int> print)
    {
        if (groups.Count == 1)
        {
            print(0);
            return;
        }

        if (groups.Count == 2)
        {
            using (code.Block($"if ({Condition(groups[0])})"))
            {
                print(0);
            }

            using (code.Block("else"))
            {
                print(1);
            }

            return;
        }

        using (code.Block("switch (segment)"))
        {
            for (int group = 0; group < groups.Count; group++)
            {
                code.Line(group == groups.Count - 1 ? "default:" : $"case {Label(groups[group])}:");
                using (code.Indent())
                {
                    print(group);
                    code.Line("break;");
                }
            }
        }
    }

    public static void Print<TRun>(CodeWriter code, IReadOnlyList<SegmentRuns<TRun>> groups, Action<SegmentRuns<TRun>> print)
        where TRun : ISegmentRun<TRun>
    {
        (int First, int Count)[] segments = [.. groups.Select(group => (group.First, group.Count))];
        if (groups.Count == 2 && groups.Any(static group => group.Runs.Count == 0))
        {
            // An output layer predicts in the last stretch alone.
            int only = groups[0].Runs.Count == 0 ? 1 : 0;
            using (code.Block($"if ({(only == 0 ? Condition(segments[0]) : $"segment >= {Literal.Of(segments[1].First)}")})"))
            {
                print(groups[only]);
            }

            return;
        }

        Print(code, segments, group => print(groups[group]));
    }

    private static string Condition((int First, int Count) group) => $"segment {(group.Count == 1 ? "== " : "")}{Label(group)}";

    /// <summary>Earlier groups come first, so that the last segment of one says where it ends.</summary>
    private static string Label((int First, int Count) group) =>
        group.Count == 1 ? Literal.Of(group.First) : "<= " + Literal.Of(group.First + group.Count - 1);
}
