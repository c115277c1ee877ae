using static RnnGen.Generator.Emission.ApiPrinter;
using static RnnGen.Generator.Emission.ApiTypes;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the calls of a model whose sequences have lengths of their own: each takes a length for every sample, behind the inputs.</summary>
internal sealed class LengthMembers(ApiPrinter printer, ModelSurface surface, ApiInterfaces interfaces, string nullable)
{
    private const string Inputs = "/// <param name=\"inputs\">As for the overload without lengths; what is behind the end of a sequence counts for nothing.</param>";
    private const string Lengths = "/// <param name=\"lengths\">Steps of each sample, [batch], from 1 to SequenceLength.</param>";
    private const string Outputs = "/// <param name=\"outputs\">[batch, OutputLength, OutputSize]; those of a sequence stand first, with zeros behind.</param>";
    private const string Targets = "/// <param name=\"targets\">As for the overload without lengths, those of a sequence first.</param>";
    private const string Gradients = "/// <param name=\"gradients\">Receives the gradient of the mean loss, laid out as Parameters; overwritten.</param>";
    private const string Scratch = "/// <param name=\"workspace\">Scratch memory for at least as many samples; one thread may use it at a time.</param>";
    private const string Returns = "/// <returns>The mean loss over the targets of all steps that sequences have.</returns>";
    private const string Wrong = "/// <exception cref=\"global::System.ArgumentException\">A span's length, or that of a sequence, does not fit.</exception>";
    private const string NoWorkspace = "global::System.ArgumentNullException.ThrowIfNull(workspace);";

    private readonly string[] taken = [$"{SpanOf(surface.InputType)} inputs", $"{SpanOf("int")} lengths"];

    public void Print()
    {
        string targets = $"{SpanOf(surface.TargetType)} targets";
        printer.Member(
            new ApiMember("void", "Predict", [.. taken, $"{WritableFloats} outputs"]) { Interface = interfaces.VariableLength },
            [Summary("Computes the outputs of sequences of different lengths."), Inputs, Lengths, Outputs, Wrong],
            $"{Executor}.Predict(parameters, inputs, lengths, default, outputs, default, null)");
        printer.Member(
            new ApiMember("float[]", "Predict", taken),
            [
                Summary("Computes the outputs of sequences of different lengths into an array of their own."), Inputs, Lengths,
                "/// <returns>[batch, OutputLength, OutputSize]; those of a sequence stand first, with zeros behind.</returns>", Wrong,
            ],
            "global::RnnGen.Predictor.Predict(this, inputs, lengths)");
        printer.Member(
            new ApiMember("void", "Predict", [.. taken, $"{WritableFloats} outputs", "Workspace workspace"]),
            [Summary("The same, in memory of the caller's."), Inputs, Lengths, Outputs, Scratch, Wrong],
            NoWorkspace,
            $"{Executor}.Predict(parameters, inputs, lengths, default, outputs, default, workspace);");
        printer.Member(
            new ApiMember("void", "Forward", [.. taken, $"{WritableFloats} outputs", "Workspace workspace"]),
            [Summary("Computes the outputs and keeps in the workspace what Backward needs."), Inputs, Lengths, Outputs, Scratch, Wrong],
            $"{Executor}.Forward(parameters, inputs, lengths, default, outputs, default, workspace)");
        if (surface.Declaration.Stateful)
        {
            PrintStateful();
        }

        printer.Member(
            new ApiMember("float", "ComputeGradients", [.. taken, targets, $"{WritableFloats} gradients"]) { Interface = interfaces.VariableLength },
            [Summary("Mean loss of sequences of different lengths and its gradient by backpropagation through time."), Inputs, Lengths, Targets, Gradients, Returns, Wrong],
            $"{Executor}.ComputeGradients(parameters, inputs, lengths, targets, RequireGradients(gradients), null)");
        printer.Member(
            new ApiMember("float", "ComputeGradients", [.. taken, targets, $"{WritableFloats} gradients", "Workspace workspace"]),
            [Summary("The same, in memory of the caller's."), Inputs, Lengths, Targets, Gradients, Scratch, Returns, Wrong],
            NoWorkspace,
            $"return {Executor}.ComputeGradients(parameters, inputs, lengths, targets, RequireGradients(gradients), workspace);");
        printer.Member(
            new ApiMember("float", "ComputeLoss", [.. taken, targets]) { Interface = interfaces.VariableLength },
            [Summary("Mean loss of sequences of different lengths, without a gradient."), Inputs, Lengths, Targets, Returns, Wrong],
            $"{Executor}.ComputeGradients(parameters, inputs, lengths, targets, default, null)");
        PrintFit();
        printer.Member(
            new ApiMember("global::RnnGen.EvaluationResult", "Evaluate", [.. taken, targets, $"global::RnnGen.EvaluateOptions{nullable} options = null"]),
            [
                Summary("Measures the model on any number of sequences of different lengths, batch after batch."), Inputs, Lengths, Targets,
                "/// <param name=\"options\">Batch size and cancellation; null for EvaluateOptions as they are.</param>",
                "/// <returns>The mean loss, and what it is the mean of.</returns>",
                Wrong,
            ],
            "global::RnnGen.Evaluator.Evaluate(this, inputs, lengths, targets, options)");
    }

    private void PrintStateful()
    {
        string[] states = [.. taken, $"{Floats} initialState", $"{WritableFloats} outputs", $"{WritableFloats} finalState"];
        const string Initial = "/// <param name=\"initialState\">The states to go on with, [batch, StateSize]; empty for zeros.</param>";
        const string Final = "/// <param name=\"finalState\">Receives the states after each sequence's last step, [batch, StateSize]; empty if not wanted.</param>";
        printer.Member(
            new ApiMember("void", "Predict", states),
            [Summary("Computes the outputs of sequences of different lengths that go on where others ended."), Inputs, Lengths, Initial, Outputs, Final, Wrong],
            $"{Executor}.Predict(parameters, inputs, lengths, initialState, outputs, finalState, null)");
        printer.Member(
            new ApiMember("void", "Forward", [.. states, "Workspace workspace"]),
            [Summary("Computes outputs and states, and keeps in the workspace what Backward needs."), Inputs, Lengths, Initial, Outputs, Final, Scratch, Wrong],
            $"{Executor}.Forward(parameters, inputs, lengths, initialState, outputs, finalState, workspace)");
    }

    private void PrintFit() => printer.Member(
        new ApiMember(
            "global::RnnGen.FitHistory",
            "Fit",
            [
                $"global::System.ReadOnlyMemory<{surface.InputType}> inputs",
                "global::System.ReadOnlyMemory<int> lengths",
                $"global::System.ReadOnlyMemory<{surface.TargetType}> targets",
                $"global::RnnGen.FitOptions{nullable} options = null",
                $"global::RnnGen.ValidationData<{surface.InputType}, {surface.TargetType}>{nullable} validation = null",
            ]),
        [
            Summary("Trains the model on sequences of different lengths."), Inputs, Lengths, Targets,
            "/// <param name=\"options\">Epochs, batch size, optimizer, progress; null for FitOptions as they are.</param>",
            "/// <param name=\"validation\">Samples to measure the loss on after each epoch, (inputs, lengths, targets); null for none.</param>",
            "/// <returns>The figures of every epoch.</returns>",
            "/// <exception cref=\"global::System.ArgumentException\">Data or options do not fit, which is found before the first step; the model is unchanged.</exception>",
            "/// <exception cref=\"global::RnnGen.TrainingDivergedException\">A loss or gradient is not finite; the parameters are those before that batch.</exception>",
            "/// <exception cref=\"global::System.OperationCanceledException\">Training was cancelled; the parameters are those after the last whole batch.</exception>",
        ],
        "global::RnnGen.Trainer.Fit(this, inputs, lengths, targets, options, validation)");
}
