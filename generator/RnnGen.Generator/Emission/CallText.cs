using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the unrolled network: one line per step, or a loop over blocks of steps where there are very many.</summary>
internal sealed class CallText(CodeWriter code, UnrollChoice unroll)
{
    public void Print(Layer layer, CallRun run)
    {
        int block = unroll.Block(run.Count);
        int looped = block < run.Count ? run.Count / block * block : 0;
        if (looped > 0)
        {
            using (code.Block("unchecked"))
            using (code.Block($"for (int t = 0; t < {Literal.Of(looped)}; t += {Literal.Of(block)})"))
            {
                for (int call = 0; call < block; call++)
                {
                    code.Line(Call(layer, run, argument => InLoop(argument, call)));
                }
            }
        }

        for (int call = looped; call < run.Count; call++)
        {
            string step = Literal.Of(run.FirstStep + (call * run.StepDirection));
            code.Line(Call(layer, run, argument => Literal.Of(argument.At(call))) + " // t = " + step);
        }
    }

    private static string Call(Layer layer, CallRun run, Func<RunArgument, string> value)
    {
        IEnumerable<string> rows = run.Arguments.Select(argument => $"{OriginNames.Argument(layer, argument.Origin)}: {value(argument)}");
        return $"{run.Method}<TLanes>(ref p, ref w, {string.Join(", ", rows)});";
    }

    private static string InLoop(RunArgument argument, int call) => argument.Stride switch
    {
        0 => Literal.Of(argument.Start),
        < 0 => $"{Literal.Of(argument.At(call))} - {Literal.Times("t", -argument.Stride)}",
        _ => Literal.Sum(argument.At(call), Literal.Times("t", argument.Stride)),
    };
}
