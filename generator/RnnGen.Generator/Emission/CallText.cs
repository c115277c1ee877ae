using RnnGen.Generator.Planning;

namespace RnnGen.Generator.Emission;

/// <summary>Prints calls by time: one line per step, or a loop over blocks of steps.</summary>
/// <param name="code">Where to print.</param>
/// <param name="parameters">The parameters.</param>
internal sealed class CallText(CodeWriter code, ParameterText parameters)
{
    public void Print(CallRun run)
    {
        if (run.Looped > 0)
        {
            using (code.Block(TimeText.Loop(run.Step, run.Looped, run.Block)))
            {
                for (int call = 0; call < run.Block; call++)
                {
                    int after = call * run.Step.Stride;
                    code.Line(run.Method.IsEmitted
                        ? $"{run.Method.Name}(ref p, ref w, {TimeText.Step("t", after)});"
                        : TimedMethodText.Call(parameters, run.Method, argument => TimeText.Step("t", after + argument.Step)) + ";");
                }
            }
        }

        for (int call = run.Looped; call < run.Count; call++)
        {
            code.Line(run.Method.IsEmitted
                ? $"{run.Method.Name}(ref p, ref w, t: {TimeText.Step(run.Step, call)});"
                : TimedMethodText.Call(parameters, run.Method, argument => TimeText.Step(run.Step with { Start = run.Step.Start + argument.Step }, call)) + "; // t = " + TimeText.Step(run.Step, call));
        }
    }
}
