using System.Text;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the unrolled network: one line per step, or a loop over blocks of steps.</summary>
internal sealed class CallText(CodeWriter code, UnrollChoice unroll)
{
    private readonly StringBuilder line = new();

    public void Print(Layer layer, CallRun run)
    {
        int block = unroll.Block(run.Count);
        string[] names = [.. run.Arguments.Select(argument => ", " + OriginNames.Argument(layer, argument.Origin) + ": ")];
        int looped = block < run.Count ? run.Count / block * block : 0;
        if (looped > 0)
        {
            code.Line($"// Steps {Value(run.Step, 0)} to {Value(run.Step, looped - 1)}.");
            using (code.Block("unchecked"))
            using (code.Block($"for (int t = 0; t < {Literal.Of(looped)}; t += {Literal.Of(block)})"))
            {
                for (int call = 0; call < block; call++)
                {
                    code.Line(Call(run, names, rows => Literal.Affine(rows.At(call), ("t", rows.Stride), ("segment", rows.SegmentStride))));
                }
            }
        }

        for (int call = looped; call < run.Count; call++)
        {
            code.Line(Call(run, names, rows => Value(rows, call)) + " // t = " + Value(run.Step, call));
        }
    }

    private string Call(CallRun run, string[] names, Func<RowSeries, string> value)
    {
        line.Clear().Append(run.Method).Append("<TLanes>(ref p, ref w");
        for (int index = 0; index < names.Length; index++)
        {
            line.Append(names[index]).Append(value(run.Arguments[index].Rows));
        }

        return line.Append(");").ToString();
    }

    private static string Value(RowSeries series, int call) => Literal.Affine(series.At(call), ("segment", series.SegmentStride));
}
