using RnnGen.Generator.Declarations;
using static RnnGen.Generator.Emission.ApiPrinter;
using static RnnGen.Generator.Emission.ApiTypes;

namespace RnnGen.Generator.Emission;

/// <summary>Prints what the users of a model see of its states: of a stream, layer by layer, and of a stateful model, those that they give and get.</summary>
internal sealed class StateMembers(CodeWriter code, ApiPrinter printer, ModelSurface surface, ApiInterfaces interfaces)
{
    private const string Wrong = "/// <exception cref=\"global::System.ArgumentException\">A span has a length that does not fit.</exception>";
    private const string Initial = "/// <param name=\"initialState\">The states to go on with, [batch, StateSize] as StateTable says; empty for zeros.</param>";
    private const string Final = "/// <param name=\"finalState\">Receives the states after the last step, [batch, StateSize]; empty if not wanted.</param>";
    private const string Scratch = "/// <param name=\"workspace\">Scratch memory for at least as many samples; one thread may use it at a time.</param>";
    private const string Inputs = "/// <param name=\"inputs\">As for the overload without states.</param>";
    private const string Outputs = "/// <param name=\"outputs\">[batch, OutputLength, OutputSize].</param>";

    /// <summary>Names that a state's properties cannot have: those of its base class, and its own.</summary>
    private static readonly HashSet<string> Taken =
    [
        "Steps", "IsFinite", "CopyTo", "Save", "Load", "Reset", "Vector", StateType, "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize",
    ];

    /// <summary>The calls of a stateful model.</summary>
    public void PrintCalls()
    {
        printer.Member(
            new ApiMember("global::System.ReadOnlySpan<global::RnnGen.StateInfo>", "StateTable") { IsStatic = true },
            [Summary("The states of the recurrent layers in the order in which calls take and give them: names, places and lengths.")],
            "StateTensors.Table");
        string[] taking = [$"{SpanOf(surface.InputType)} inputs", $"{Floats} initialState", $"{WritableFloats} outputs", $"{WritableFloats} finalState"];
        printer.Member(
            new ApiMember("void", "Predict", taking) { Interface = interfaces.Stateful },
            [Summary("Computes the outputs of sequences, or of parts of sequences, that go on where others ended."), Inputs, Initial, Outputs, Final, Wrong],
            $"{Executor}.Predict(parameters, inputs, initialState, outputs, finalState, null)");
        printer.Member(
            new ApiMember("void", "Predict", [.. taking, "Workspace workspace"]),
            [Summary("The same, in memory of the caller's."), Inputs, Initial, Outputs, Final, Scratch, Wrong],
            "global::System.ArgumentNullException.ThrowIfNull(workspace);",
            $"{Executor}.Predict(parameters, inputs, initialState, outputs, finalState, workspace);");
        printer.Member(
            new ApiMember("void", "Forward", [.. taking, "Workspace workspace"]),
            [Summary("Computes outputs and states, and keeps in the workspace what Backward needs."), Inputs, Initial, Outputs, Final, Scratch, Wrong],
            $"{Executor}.Forward(parameters, inputs, initialState, outputs, finalState, workspace)");
        printer.Member(
            new ApiMember(
                "void",
                "Backward",
                [
                    $"{Floats} outputGradients", $"{Floats} finalStateGradients", $"{WritableFloats} parameterGradients", $"{WritableFloats} inputGradients",
                    $"{WritableFloats} initialStateGradients", "Workspace workspace", "bool accumulate = false",
                ]),
            [
                Summary("The vector-Jacobian product of the last Forward with this workspace, through outputs and final states. May be called again for other gradients."),
                "/// <param name=\"outputGradients\">Gradient of the loss with respect to the outputs, [batch, OutputLength, OutputSize].</param>",
                "/// <param name=\"finalStateGradients\">Its gradient with respect to the final states, [batch, StateSize]; empty for zeros.</param>",
                "/// <param name=\"parameterGradients\">Receives the gradient of every parameter, laid out as Parameters.</param>",
                ApiFile.InputGradientsOf(surface),
                "/// <param name=\"initialStateGradients\">Receives the gradient of the initial states, [batch, StateSize]; empty if not wanted.</param>",
                "/// <param name=\"workspace\">The workspace of the Forward call.</param>",
                "/// <param name=\"accumulate\">Whether to add to parameterGradients rather than overwrite it.</param>",
                Wrong,
                "/// <exception cref=\"global::System.InvalidOperationException\">The workspace's last call was no Forward of this model, or the parameters have been changed since, or another thread is using it.</exception>",
            ],
            $"{Executor}.Backward(parameters, outputGradients, finalStateGradients, parameterGradients, inputGradients, initialStateGradients, workspace, accumulate)");
    }

    /// <summary>The table of the states that a stateful model's calls take and give.</summary>
    public static void PrintTable(CodeWriter code, ModelSurface surface)
    {
        code.Line();
        code.Line(GeneratedFile.Attribute);
        using (code.Block("private static class StateTensors"))
        {
            code.Line("public static readonly global::RnnGen.StateInfo[] Table =");
            code.Line("{");
            int offset = 0;
            foreach ((string layer, string state, int length) in surface.States)
            {
                code.Continue($"new({Literal.Of($"{layer}.{state}")}, {Literal.Of(offset)}, {Literal.Of(length)}),");
                offset += length;
            }

            code.Line("};");
        }
    }

    /// <summary>The properties of a stream's state, one for each layer.</summary>
    public void PrintLayers()
    {
        int index = 0;
        var names = new HashSet<string>(Taken);
        foreach (IGrouping<string, (string Layer, string Name, int Length)> layer in surface.States.GroupBy(static state => state.Layer))
        {
            string name = PropertyOf(layer.Key);
            while (!names.Add(name) || !names.Add(name + "Vectors"))
            {
                name += "Layer";
            }

            code.Line();
            code.Line(Summary($"The states of {layer.Key} as they are now, to read and to change."));
            code.Line($"public {name}Vectors {name} => new {name}Vectors(this);");
            code.Line();
            code.Line(Summary($"The states of {layer.Key}."));
            using (code.Block($"public readonly ref struct {name}Vectors"))
            {
                code.Line("private readonly State state;");
                code.Line();
                code.Line($"internal {name}Vectors(State state) => this.state = state;");
                // Of a faulty declaration two layers may have one name.
                var own = new HashSet<string>();
                foreach ((_, string state, int length) in layer.Where(state => own.Add(state.Name)))
                {
                    code.Line();
                    code.Line(Summary($"{state}, [{Literal.Of(length)}]."));
                    code.Line($"public {WritableFloats} {Identifiers.Pascal(state)} => state.Vector({Literal.Of(index++)});");
                }
            }
        }
    }

    /// <summary>A layer's name as that of a property. Of a faulty declaration it may be no name at all.</summary>
    private static string PropertyOf(string layer)
    {
        string letters = string.Concat(layer.Where(static letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'));
        return letters.Length > 0 && char.IsLetter(letters[0]) ? Identifiers.Pascal(letters) : "Layer" + letters;
    }
}
