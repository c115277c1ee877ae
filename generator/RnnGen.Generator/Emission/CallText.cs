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
            code.Line($"// Steps {Literal.Of(run.FirstStep)} to {Literal.Of(run.FirstStep + ((looped - 1) * run.StepDirection))}.");
            using (code.Block("unchecked"))
            using (code.Block($"for (int t = 0; t < {Literal.Of(looped)}; t += {Literal.Of(block)})"))
            {
                for (int call = 0; call < block; call++)
                {
                    code.Line(Call(run, names, argument => InLoop(argument, call)));
                }
            }
        }

        for (int call = looped; call < run.Count; call++)
        {
            string step = Literal.Of(run.FirstStep + (call * run.StepDirection));
            code.Line(Call(run, names, argument => Literal.Of(argument.At(call))) + " // t = " + step);
        }
    }

    private string Call(CallRun run, string[] names, Func<RunArgument, string> value)
    {
        line.Clear().Append(run.Method).Append("<TLanes>(ref p, ref w");
        for (int index = 0; index < names.Length; index++)
        {
            line.Append(names[index]).Append(value(run.Arguments[index]));
        }

        return line.Append(");").ToString();
    }

    private static string InLoop(RunArgument argument, int call) => argument.Stride switch
    {
        0 => Literal.Of(argument.Start),
        < 0 => $"{Literal.Of(argument.At(call))} - {Literal.Times("t", -argument.Stride)}",
        _ => Literal.Sum(argument.At(call), Literal.Times("t", argument.Stride)),
    };
}
