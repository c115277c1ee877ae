using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Emission;

/// <summary>The main file: what the user of a model sees.</summary>
internal sealed class ApiFile
{
    private const string Floats = "global::System.ReadOnlySpan<float>";
    private const string WritableFloats = "global::System.Span<float>";
    private const string Executor = "global::RnnGen.Execution.NetworkExecutor<Unrolled, OneSequence>";

    private readonly CodeWriter code;
    private readonly ModelPlan plan;
    private readonly Network network;
    private readonly PackedParameters packed;
    private readonly string self;
    private readonly string targetType;

    private ApiFile(CodeWriter code, ModelPlans plans)
    {
        this.code = code;
        plan = plans.Batches;
        packed = plans.Packed;
        network = plan.Network;
        self = network.Declaration.Identifier;
        targetType = TargetType(network);
    }

    private string Model => $"global::RnnGen.IRnnModel<float, {targetType}>";

    private string Targets => $"global::System.ReadOnlySpan<{targetType}>";

    public static string BaseList(Network network) => $" : global::RnnGen.IRnnModel<float, {TargetType(network)}>";

    public static void Print(CodeWriter code, ModelPlans plans) => new ApiFile(code, plans).Print();

    private static string TargetType(Network network) => network.Criterion.TakesClasses ? "int" : "float";

    private void Print()
    {
        PrintConstants();
        PrintParameters();
        PrintPrediction();
        PrintStreaming();
        PrintTraining();
        PrintStorage();
        PrintModelView();
        PrintPacking();
        PrintWorkspace();
        PrintState();
    }

    private void PrintConstants()
    {
        void Constant(string name, int value, string summary)
        {
            code.Summary(summary);
            code.Line($"public const int {name} = {Literal.Of(value)};");
            code.Line();
        }

        Constant("SequenceLength", network.SequenceLength, "Number of time steps.");
        Constant("InputSize", network.InputSize, "Features of one input step.");
        Constant("OutputLength", network.OutputLength, "Number of steps that give an output: the last ones.");
        Constant("OutputSize", network.OutputSize, "Features of one output step.");
        Constant("ParameterCount", network.ParameterCount, "Number of parameters.");
        code.Summary("The layers: name, kind, output shape, parameters, and bytes of workspace for each sample of a batch.");
        code.Line("public static string Summary =>");
        code.Continue("\"\"\"");
        foreach (string line in SummaryTable.Of(plan).TrimEnd('\n').Split('\n'))
        {
            code.Continue(line);
        }

        code.Continue("\"\"\";");
        code.Line();
    }

    private void PrintParameters()
    {
        code.Line("private static readonly global::RnnGen.ParameterInfo[] parameterTable =");
        code.Line("{");
        foreach (ParameterTensor tensor in plan.Parameters)
        {
            string shape = tensor.IsVector ? Literal.Of(tensor.Rows) : $"{Literal.Of(tensor.Rows)}, {Literal.Of(tensor.Columns)}";
            code.Continue($"new({Literal.Of(tensor.Name)}, new int[] {{ {shape} }}, {Literal.Of(tensor.Offset)}, {Literal.Of(tensor.Length)}),");
        }

        code.Line("};");
        code.Line();
        code.Line($"private readonly global::RnnGen.ParameterBuffer parameters = new(ParameterCount, {Literal.Of(packed.Count)}, PackParameters);");
        code.Line();
        code.Summary("Creates the model with fresh parameters: Glorot uniform input weights, orthogonal recurrent weights, biases 0, those of LSTM forget gates 1.");
        code.Line("/// <param name=\"seed\">The same seed gives the same parameters.</param>");
        using (code.Block($"public {self}(int seed = 0)"))
        {
            code.Line("global::RnnGen.Numerics.RandomSource random = new(seed);");
            code.Line("using global::RnnGen.ParameterEdit edit = parameters.Edit();");
            foreach (ParameterTensor tensor in plan.Parameters)
            {
                PrintInitialization(tensor);
            }
        }

        code.Line();
        code.Summary("The tensors of the parameter buffer: names, shapes and places, as in a PyTorch state_dict.");
        code.Line("public static global::System.ReadOnlySpan<global::RnnGen.ParameterInfo> ParameterTable => parameterTable;");
        code.Line();
        code.Summary("Every parameter, laid out as ParameterTable says.");
        code.Line($"public {Floats} Parameters => parameters.Values;");
        code.Line();
        code.Summary("Opens the parameters for writing. Dispose the edit when done.");
        code.Line("public global::RnnGen.ParameterEdit EditParameters() => parameters.Edit();");
        code.Line();
    }

    private void PrintInitialization(ParameterTensor tensor)
    {
        string Slice(int offset, int length) => $"edit.Values.Slice({Literal.Of(offset)}, {Literal.Of(length)})";
        switch (tensor.Initialization)
        {
            case Initialization.GlorotUniform:
                code.Line($"global::RnnGen.ParameterInitialization.GlorotUniform({Slice(tensor.Offset, tensor.Length)}, {Literal.Of(tensor.Columns)}, {Literal.Of(tensor.Rows)}, random); // {tensor.Name}");
                break;
            case Initialization.Orthogonal:
                code.Line($"global::RnnGen.ParameterInitialization.Orthogonal({Slice(tensor.Offset, tensor.Length)}, {Literal.Of(tensor.Rows)}, {Literal.Of(tensor.Columns)}, random); // {tensor.Name}");
                break;
            case Initialization.ForgetGateOnes:
                ParameterBlock forget = tensor.Gates[1];
                code.Line($"global::RnnGen.ParameterInitialization.Constant({Slice(forget.Offset, forget.Rows)}, 1f); // forget gate of {tensor.Name}");
                break;
            case Initialization.Zeros:
                break;
        }
    }

    private void PrintPrediction()
    {
        string inputShape = $"[batch, {(network.InputLength == network.SequenceLength ? "SequenceLength, " : "")}InputSize], row-major: one sequence or many";
        string[] predict =
        [
            $"/// <param name=\"inputs\">{inputShape}; the batch size follows from the length.</param>",
            "/// <param name=\"outputs\">[batch, OutputLength, OutputSize].</param>",
        ];
        const string Workspace = "/// <param name=\"workspace\">Scratch memory for at least as many samples; one thread may use it at a time.</param>";
        const string Wrong = "/// <exception cref=\"global::System.ArgumentException\">A span has a length that does not fit.</exception>";

        code.Summary("Computes the outputs of one sequence or many.");
        code.Lines([.. predict, Wrong]);
        code.Line($"public void Predict({Floats} inputs, {WritableFloats} outputs) =>");
        code.Continue($"{Executor}.Predict(parameters, inputs, outputs, null);");
        code.Line();
        code.Summary("Computes the outputs of one sequence or many, in memory of the caller's.");
        code.Lines([.. predict, Workspace, Wrong]);
        using (code.Block($"public void Predict({Floats} inputs, {WritableFloats} outputs, Workspace workspace)"))
        {
            code.Line("global::System.ArgumentNullException.ThrowIfNull(workspace);");
            code.Line($"{Executor}.Predict(parameters, inputs, outputs, workspace);");
        }

        code.Line();
        code.Summary("Computes the outputs and keeps in the workspace what Backward needs.");
        code.Lines([.. predict, Workspace, Wrong]);
        code.Line($"public void Forward({Floats} inputs, {WritableFloats} outputs, Workspace workspace) =>");
        code.Continue($"{Executor}.Forward(parameters, inputs, outputs, workspace);");
        code.Line();
        code.Summary("The vector-Jacobian product of the last Forward with this workspace, for losses of your own. May be called again for other output gradients.");
        code.Line("/// <param name=\"outputGradients\">Gradient of the loss with respect to the outputs, [batch, OutputLength, OutputSize].</param>");
        code.Line("/// <param name=\"parameterGradients\">Receives the gradient of every parameter, laid out as Parameters.</param>");
        code.Line("/// <param name=\"inputGradients\">Receives the gradient of the inputs, in their shape; empty if not wanted.</param>");
        code.Line("/// <param name=\"workspace\">The workspace of the Forward call.</param>");
        code.Line("/// <param name=\"accumulate\">Whether to add to parameterGradients rather than overwrite it.</param>");
        code.Line(Wrong);
        code.Line("/// <exception cref=\"global::System.InvalidOperationException\">The workspace holds no Forward call.</exception>");
        code.Line($"public void Backward({Floats} outputGradients, {WritableFloats} parameterGradients, {WritableFloats} inputGradients, Workspace workspace, bool accumulate = false) =>");
        code.Continue($"{Executor}.Backward(parameters, outputGradients, parameterGradients, inputGradients, workspace, accumulate);");
        code.Line();
    }

    private void PrintStreaming()
    {
        code.Summary("Computes one time step of a stream of any length: as Predict does, step by step.");
        code.Line("/// <param name=\"input\">The step's input, [InputSize].</param>");
        code.Line("/// <param name=\"output\">Receives the step's output, [OutputSize].</param>");
        code.Line("/// <param name=\"state\">What the stream has left behind so far; brought up to date. One thread may use it at a time.</param>");
        code.Line("/// <exception cref=\"global::System.ArgumentException\">A span has a length that does not fit.</exception>");
        code.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
        code.Line($"public void Step({Floats} input, {WritableFloats} output, State state) =>");
        code.Continue("global::RnnGen.Execution.StreamExecutor<OneSequence>.Step(parameters, input, output, state);");
        code.Line();
    }

    private void PrintState()
    {
        code.Line();
        code.Summary("What a stream has left behind: the states of every layer. Begins at zero.");
        using (code.Block("public sealed class State : global::RnnGen.Execution.StreamState"))
        {
            code.Summary("Begins a stream.");
            code.Line("public State()");
            code.Continue(": base(OneSequence.Floats)");
            using (code.Block())
            {
            }
        }
    }

    private void PrintTraining()
    {
        string targetShape = network.Criterion.TakesClasses
            ? "[batch, OutputLength] class ids; -1 marks a step that does not count"
            : "[batch, OutputLength, OutputSize]";
        string[] common =
        [
            "/// <param name=\"inputs\">As for Predict.</param>",
            $"/// <param name=\"targets\">{targetShape}.</param>",
        ];
        const string Gradients = "/// <param name=\"gradients\">Receives the gradient of the mean loss, laid out as Parameters; overwritten.</param>";
        const string Workspace = "/// <param name=\"workspace\">Scratch memory for at least as many samples; one thread may use it at a time.</param>";
        string returns = $"/// <returns>The mean loss ({network.Criterion.Description}).</returns>";
        string wrong = "/// <exception cref=\"global::System.ArgumentException\">A span has a length that does not fit" +
            (network.Criterion.TakesClasses ? ", or a class id is out of range" : "") + ".</exception>";

        code.Summary("Mean loss of a batch and its gradient by backpropagation through time.");
        code.Lines([.. common, Gradients, returns, wrong]);
        code.Line($"public float ComputeGradients({Floats} inputs, {Targets} targets, {WritableFloats} gradients) =>");
        code.Continue($"{Executor}.ComputeGradients(parameters, inputs, targets, RequireGradients(gradients), null);");
        code.Line();
        code.Summary("Mean loss of a batch and its gradient by backpropagation through time, in memory of the caller's.");
        code.Lines([.. common, Gradients, Workspace, returns, wrong]);
        using (code.Block($"public float ComputeGradients({Floats} inputs, {Targets} targets, {WritableFloats} gradients, Workspace workspace)"))
        {
            code.Line("global::System.ArgumentNullException.ThrowIfNull(workspace);");
            code.Line($"return {Executor}.ComputeGradients(parameters, inputs, targets, RequireGradients(gradients), workspace);");
        }

        code.Line();
        code.Summary("Mean loss of a batch, without a gradient.");
        code.Lines([.. common, returns, wrong]);
        code.Line($"public float ComputeLoss({Floats} inputs, {Targets} targets) =>");
        code.Continue($"{Executor}.ComputeGradients(parameters, inputs, targets, default, null);");
        code.Line();
        code.Summary("Trains the model.");
        code.Line("/// <param name=\"inputs\">The samples, one after the other, each shaped as for Predict.</param>");
        code.Line($"/// <param name=\"targets\">{targetShape}.</param>");
        code.Line("/// <param name=\"options\">Epochs, batch size, optimizer, validation data, progress.</param>");
        code.Line("/// <returns>The figures of every epoch.</returns>");
        code.Line("/// <exception cref=\"global::System.ArgumentException\">Data or options do not fit; the model is unchanged.</exception>");
        code.Line("/// <exception cref=\"global::RnnGen.TrainingDivergedException\">A loss or gradient is not finite; the parameters are those before that batch.</exception>");
        code.Line("/// <exception cref=\"global::System.OperationCanceledException\">Training was cancelled; the parameters are those after the last whole batch.</exception>");
        code.Line($"public global::RnnGen.FitHistory Fit(global::System.ReadOnlyMemory<float> inputs, global::System.ReadOnlyMemory<{targetType}> targets, global::RnnGen.FitOptions options) =>");
        code.Continue("global::RnnGen.Trainer.Fit(this, inputs, targets, options);");
        code.Line();
    }

    private void PrintStorage()
    {
        const string Broken = "/// <exception cref=\"global::RnnGen.SafetensorsException\">The file is damaged or does not hold exactly this model's tensors; the model is unchanged.</exception>";
        foreach ((string type, string name, string what) in new[] { ("string", "path", "a file"), ("global::System.IO.Stream", "stream", "a stream") })
        {
            code.Summary($"Writes the parameters to {what}, in the safetensors format{(name == "path" ? "; an existing file is replaced only once the new one is complete" : "")}.");
            code.Line($"/// <param name=\"{name}\">Where to.</param>");
            code.Line($"public void Save({type} {name}) => global::RnnGen.ModelStorage.Save(this, {name});");
            code.Line();
            code.Summary($"Reads every parameter from {what}.");
            code.Line($"/// <param name=\"{name}\">Where from.</param>");
            code.Line(Broken);
            code.Line($"public void LoadParameters({type} {name}) => global::RnnGen.ModelStorage.LoadParameters(this, {name});");
            code.Line();
            code.Summary($"Creates a model with the parameters in {what}.");
            code.Line($"/// <param name=\"{name}\">Where from.</param>");
            code.Line("/// <returns>The model.</returns>");
            code.Line(Broken);
            using (code.Block($"public static {self} Load({type} {name})"))
            {
                code.Line($"{self} model = new();");
                code.Line($"model.LoadParameters({name});");
                code.Line("return model;");
            }

            code.Line();
        }
    }

    private void PrintModelView()
    {
        code.Line($"string {Model}.ModelName => {Literal.Of(network.Declaration.Name)};");
        code.Line();
        code.Line($"int {Model}.InputsPerSample => {Literal.Of(network.InputLength * network.InputSize)};");
        code.Line();
        code.Line($"int {Model}.TargetsPerSample => {Literal.Of(network.OutputLength * network.TargetsPerStep)};");
        code.Line();
        code.Line($"int {Model}.OutputsPerSample => OutputLength * OutputSize;");
        code.Line();
        code.Line($"global::System.ReadOnlySpan<global::RnnGen.ParameterInfo> {Model}.ParameterTensors => parameterTable;");
        code.Line();
        using (code.Block($"private static {WritableFloats} RequireGradients({WritableFloats} gradients)"))
        {
            code.Line("// An empty span would mean that only the loss is wanted.");
            code.Line("return !gradients.IsEmpty ? gradients : throw new global::System.ArgumentException(");
            code.Continue($"\"gradients must have {Literal.Of(network.ParameterCount)} values, one for each parameter, but has 0.\", nameof(gradients));");
        }

        code.Line();
    }

    private void PrintPacking()
    {
        code.Line("// The copy of the parameters that one sequence at a time is computed with: rows of products side by side.");
        using (code.Block("private static void PackParameters(global::System.Span<float> storage)"))
        {
            foreach (KeyValuePair<ParameterTensor, int> tensor in packed.Tensors)
            {
                ParameterTensor from = tensor.Key;
                string how = PackedParameters.IsInterleaved(from) ? "Interleave" : "Transpose";
                code.Line($"global::RnnGen.Execution.ParameterPacking.{how}(storage, {Literal.Of(from.Offset)}, {Literal.Of(from.GateCount)}, {Literal.Of(from.Rows / from.GateCount)}, {Literal.Of(from.Columns)}, {Literal.Of(tensor.Value)}); // {from.Name}");
                foreach (ParameterBlock gate in from.Gates)
                {
                    if (packed.AddedTo(gate) is { } added)
                    {
                        code.Line($"global::RnnGen.Execution.ParameterPacking.Add(storage, {Literal.Of(added.Offset)}, {Literal.Of(added.Rows)}, {Literal.Of(packed.Offset(gate))}); // and {added.Tensor.Name}");
                    }
                }
            }
        }

        code.Line();
    }

    private void PrintWorkspace()
    {
        code.Summary("Scratch memory for calls of this model. Threads that each have their own may share a model.");
        using (code.Block("public sealed class Workspace : global::RnnGen.Execution.ModelWorkspace"))
        {
            code.Summary("Allocates all the memory that calls with up to a number of samples need.");
            code.Line("/// <param name=\"maxBatch\">The most samples a call may have, at least 1.</param>");
            code.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">maxBatch is below 1, or so large that the memory cannot be had.</exception>");
            code.Line("public Workspace(int maxBatch)");
            code.Continue(": base(Unrolled.Layout, OneSequence.Layout, maxBatch)");
            using (code.Block())
            {
            }
        }
    }
}
