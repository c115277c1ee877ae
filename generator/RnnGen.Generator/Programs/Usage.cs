namespace RnnGen.Generator.Programs;

/// <summary>Finds which results of each call anybody uses: the others need not be stored.</summary>
internal static class Usage
{
    /// <param name="groups">Every call.</param>
    /// <param name="outputs">Calls whose output leaves the network.</param>
    public static void Mark(IEnumerable<LayerCalls> groups, IEnumerable<StepCall> outputs)
    {
        foreach (StepCall output in outputs)
        {
            MarkOutput(output);
        }

        foreach (StepCall call in groups.SelectMany(group => group.Calls))
        {
            foreach (Operand input in call.Inputs)
            {
                if (input is Operand.OutputOf output)
                {
                    MarkOutput(output.Call);
                }
            }

            for (int state = 0; call.Previous is not null && state < call.Layer.States.Count; state++)
            {
                call.Previous.Used[state] = true;
            }
        }
    }

    private static void MarkOutput(StepCall call) => call.Used[Results.Output(call.Layer)] = true;
}
