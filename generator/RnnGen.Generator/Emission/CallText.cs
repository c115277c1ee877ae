using System.Text;
using RnnGen.Generator.Loops;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Planning.Kernels;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the unrolled network: one line per step, or a loop over blocks of steps.</summary>
/// <param name="code">Where to print.</param>
/// <param name="unroll">Lines or loops.</param>
/// <param name="parameters">The locals that hold parameters which methods are handed, by offset.</param>
internal sealed class CallText(CodeWriter code, UnrollChoice unroll, IReadOnlyDictionary<int, string> parameters)
{
    private readonly StringBuilder line = new();

    public void Print(CallRun run)
    {
        int block = unroll.Block(run.Count);
        string head = $"{run.Method.Name}(ref {parameters[run.Method.Start(run.FirstParameter)]}, ref w";
        string[] names = [.. run.Arguments.Select(argument => ", " + OriginNames.Argument(run.Method.Home, argument.Origin) + ": ")];
        int looped = block < run.Count ? run.Count / block * block : 0;
        if (looped > 0)
        {
            code.Line($"// Steps {Value(run.Step, 0)} to {Value(run.Step, looped - 1)}.");
            using (code.Block($"for (int t = 0; t < {Literal.Of(looped)}; t += {Literal.Of(block)})"))
            {
                for (int call = 0; call < block; call++)
                {
                    code.Line(Call(run, head, names, call, "t"));
                }
            }
        }

        for (int call = looped; call < run.Count; call++)
        {
            code.Line(Call(run, head, names, call, "0") + " // t = " + Value(run.Step, call));
        }
    }

    /// <param name="run">The run.</param>
    /// <param name="head">The method and what all of its calls are handed.</param>
    /// <param name="names">What stands in front of each argument.</param>
    /// <param name="call">Which of its calls.</param>
    /// <param name="advance">The variable that counts the calls before this one; "0" where there is none.</param>
    private string Call(CallRun run, string head, string[] names, int call, string advance)
    {
        line.Clear().Append(head);
        for (int index = 0; index < names.Length; index++)
        {
            RowSeries rows = run.Arguments[index].Rows;
            line.Append(names[index]).Append(Literal.Affine(rows.At(call), (advance, rows.Stride), ("segment", rows.SegmentStride)));
        }

        return line.Append(");").ToString();
    }

    private static string Value(RowSeries series, int call) => Literal.Affine(series.At(call), ("segment", series.SegmentStride));
}
