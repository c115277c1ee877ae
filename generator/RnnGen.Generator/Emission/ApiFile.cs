using static RnnGen.Generator.Emission.ApiPrinter;
using static RnnGen.Generator.Emission.ApiTypes;

namespace RnnGen.Generator.Emission;

/// <summary>
/// The main file: what the user of a model sees. The one place that says which members there are; what stands behind them is a network
/// or, where a rule is broken, an exception.
/// </summary>
internal sealed class ApiFile
{
    private const string Edited = "/// <exception cref=\"global::System.InvalidOperationException\">An edit of the parameters is open.</exception>";
    private const string EditedOrUsed = "/// <exception cref=\"global::System.InvalidOperationException\">An edit of the parameters is open, or another thread is using the workspace.</exception>";

    private const string TooLarge = "/// <exception cref=\"global::System.InsufficientMemoryException\">There is no memory for a batch of this size; the message says how much it takes.</exception>";

    private const string AsPredict = "/// <remarks>Scratch memory is taken as by Predict.</remarks>";

    private readonly CodeWriter code;
    private readonly ModelSurface surface;
    private readonly ApiCode behind;
    private readonly ApiInterfaces interfaces;
    private readonly string self;
    private readonly ApiPrinter printer;
    private readonly StateMembers states;

    private ApiFile(CodeWriter code, ModelSurface surface, ApiCode behind)
    {
        this.code = code;
        this.surface = surface;
        this.behind = behind;
        interfaces = ApiInterfaces.Of(surface, behind);
        printer = new ApiPrinter(code, behind);
        states = new StateMembers(code, printer, surface, interfaces);
        self = ApiInterfaces.SelfOf(surface, behind);
    }

    private string Inputs => SpanOf(surface.InputType);

    private string Targets => SpanOf(surface.TargetType);

    public static void Print(CodeWriter code, ModelSurface surface, ApiCode behind) => new ApiFile(code, surface, behind).Print();

    private void Print()
    {
        PrintConstants();
        behind.PrintFields(code);
        PrintParameters();
        PrintPrediction();
        if (surface.Declaration.Stateful)
        {
            states.PrintCalls();
        }

        if (surface.CanStep)
        {
            PrintStreaming();
        }

        if (surface.CanGenerate)
        {
            PrintGeneration();
        }

        PrintTraining();
        if (surface.Declaration.VariableLength)
        {
            new LengthMembers(printer, surface, interfaces, behind.Nullable).Print();
        }

        PrintStorage();
        new ApiViews(printer, surface, interfaces, self, behind.Nullable).Print();
        behind.PrintPrivate(code);
        PrintWorkspace();
        if (surface.CanStep)
        {
            PrintState();
        }
    }

    private void PrintConstants()
    {
        void Constant(string name, int value, string summary)
        {
            var constant = new ApiMember("int", name) { IsStatic = true };
            if (behind.Has(constant))
            {
                printer.Head(Summary(summary));
                code.Line($"public const int {name} = {Literal.Of(value)};");
            }
        }

        Constant("SequenceLength", surface.SequenceLength, "Number of time steps.");
        Constant("InputSize", surface.InputSize, surface.TakesTokens ? "Values of one input step: a token id." : "Features of one input step.");
        if (surface.TakesTokens)
        {
            Constant("VocabularySize", surface.VocabularySize, "Number of tokens, whose ids are 0 to one less.");
        }

        Constant("OutputLength", surface.OutputLength, "Number of steps that give an output: the last ones.");
        Constant("OutputSize", surface.OutputSize, "Features of one output step.");
        Constant("ParameterCount", surface.ParameterCount, "Number of parameters.");
        if (surface.Declaration.Stateful)
        {
            Constant("StateSize", surface.StateSize, "Values of the states of one sample: what a stateful model's calls take and give.");
        }

        var table = new ApiMember("string", "Summary") { IsStatic = true };
        string[] head = [Summary("The layers: name, kind, output shape, parameters, and bytes of workspace for one sequence, and for each sample of a batch, which is computed in blocks of some vectors.")];
        if (behind.Instead is not null)
        {
            printer.Member(table, head, "");
        }
        else
        {
            printer.Head(head);
            code.Line(table.Signature + " =>");
            behind.PrintSummary(code);
        }
    }

    private void PrintParameters()
    {
        if (behind.ConstructorInitializer is { } initializer)
        {
            printer.Head(
                Summary("Creates the model with fresh parameters: Glorot uniform input weights, orthogonal recurrent weights, biases 0, those of LSTM forget gates 1"
                    + (surface.TakesTokens ? ", embeddings uniform on ±0.05." : ".")),
                "/// <param name=\"seed\">The same seed gives the same parameters.</param>");
            using (code.Block($"public {surface.Declaration.Identifier}(int seed = 0){initializer}"))
            {
                behind.PrintInitialization(code);
            }
        }

        printer.Member(
            new ApiMember(Tensors, "ParameterTable") { IsStatic = true },
            [Summary("The tensors of the parameter buffer: names, shapes and places, as in a PyTorch state_dict.")],
            TensorTable);
        printer.Member(
            new ApiMember(Floats, "Parameters") { Interface = interfaces.Model },
            [Summary("Every parameter, laid out as ParameterTable says.")],
            "parameters.Values");
        printer.Member(
            new ApiMember("global::RnnGen.ParameterEdit", "EditParameters", []) { Interface = interfaces.Model },
            [Summary("Opens the parameters for writing. Dispose the edit when done, best by 'using': until then other calls of the model throw.")],
            "parameters.Edit()");
    }

    private void PrintPrediction()
    {
        string steps = surface.EveryStepTakesInput ? ", SequenceLength" : "";
        string inputShape = surface.TakesTokens ? $"[batch{steps}] token ids, row-major: one sequence or many" : $"[batch{steps}, InputSize], row-major: one sequence or many";
        string[] shapes =
        [
            $"/// <param name=\"inputs\">{inputShape}; the batch size follows from the length.</param>",
            "/// <param name=\"outputs\">[batch, OutputLength, OutputSize].</param>",
        ];
        string[] parameters = [$"{Inputs} inputs", $"{WritableFloats} outputs"];
        const string Scratch = "/// <param name=\"workspace\">Scratch memory for at least as many samples; one thread may use it at a time.</param>";
        string orToken = surface.TakesTokens ? ", or there is no such token" : "";
        string wrong = $"/// <exception cref=\"global::System.ArgumentException\">A span has a length that does not fit{orToken}.</exception>";

        printer.Member(
            new ApiMember("void", "Predict", parameters) { Interface = interfaces.Model },
            [
                Summary("Computes the outputs of one sequence or many."), .. shapes, wrong, Edited, TooLarge,
                "/// <remarks>",
                "/// Scratch memory follows the batch and is taken from a pool for as long as the call lasts, so a second call of a size allocates nothing. Between calls the pool keeps up",
                "/// to 32 MB for single sequences and as much for batches, whatever the number of threads; what is more stays until the next full garbage collection.",
                "/// Bring a Workspace where that is too much or too little.",
                "/// </remarks>",
            ],
            $"{Executor}.Predict(parameters, inputs, outputs, null)");
        printer.Member(
            new ApiMember("float[]", "Predict", [parameters[0]]) { Interface = interfaces.Model },
            [
                Summary("Computes the outputs of one sequence or many into an array of their own."), shapes[0],
                "/// <returns>[batch, OutputLength, OutputSize].</returns>", $"/// <exception cref=\"global::System.ArgumentException\">The span has a length that does not fit{orToken}.</exception>", Edited, TooLarge,
            ],
            "global::RnnGen.Predictor.Predict(this, inputs)");
        printer.Member(
            new ApiMember("void", "Predict", [.. parameters, "Workspace workspace"]),
            [Summary("Computes the outputs of one sequence or many, in memory of the caller's."), .. shapes, Scratch, wrong, EditedOrUsed],
            "global::System.ArgumentNullException.ThrowIfNull(workspace);",
            $"{Executor}.Predict(parameters, inputs, outputs, workspace);");
        printer.Member(
            new ApiMember("void", "Forward", [.. parameters, "Workspace workspace"]),
            [Summary("Computes the outputs and keeps in the workspace what Backward needs."), .. shapes, Scratch, wrong, EditedOrUsed],
            $"{Executor}.Forward(parameters, inputs, outputs, workspace)");
        printer.Member(
            new ApiMember(
                "void",
                "Backward",
                [$"{Floats} outputGradients", $"{WritableFloats} parameterGradients", $"{WritableFloats} inputGradients", "Workspace workspace", "bool accumulate = false"]),
            [
                Summary("The vector-Jacobian product of the last Forward with this workspace, for losses of your own. May be called again for other output gradients."),
                "/// <param name=\"outputGradients\">Gradient of the loss with respect to the outputs, [batch, OutputLength, OutputSize].</param>",
                "/// <param name=\"parameterGradients\">Receives the gradient of every parameter, laid out as Parameters.</param>",
                InputGradientsOf(surface),
                "/// <param name=\"workspace\">The workspace of the Forward call.</param>",
                "/// <param name=\"accumulate\">Whether to add to parameterGradients rather than overwrite it.</param>",
                wrong,
                "/// <exception cref=\"global::System.InvalidOperationException\">The workspace's last call was no Forward of this model, or the parameters have been changed since, or another thread is using it.</exception>",
            ],
            $"{Executor}.Backward(parameters, outputGradients, parameterGradients, inputGradients, workspace, accumulate)");
    }

    /// <summary>What a backward pass says of the gradients of inputs.</summary>
    public static string InputGradientsOf(ModelSurface surface) => surface.TakesTokens
        ? "/// <param name=\"inputGradients\">Receives the gradient of the rows looked up, as many values for each token as the embedding has; empty if not wanted.</param>"
        : "/// <param name=\"inputGradients\">Receives the gradient of the inputs, in their shape; empty if not wanted.</param>";

    private void PrintStreaming()
    {
        PrintStep();
        printer.Member(
            new ApiMember("void", "Step", ["global::System.ReadOnlySpan<global::RnnGen.StreamState> states", $"{Inputs} inputs", $"{WritableFloats} outputs"]) { Interface = interfaces.Stream },
            [
                Summary("Computes one time step of many streams at once, each as by itself: what is read of the parameters serves all of them."),
                "/// <param name=\"states\">The streams, each once, whatever steps each has taken; brought up to date. An array of State is one of these.</param>",
                surface.TakesTokens ? "/// <param name=\"inputs\">The token id of each stream, [streams].</param>" : "/// <param name=\"inputs\">The input of each stream, [streams, InputSize].</param>",
                "/// <param name=\"outputs\">Receives the output of each stream, [streams, OutputSize].</param>",
                "/// <exception cref=\"global::System.ArgumentException\">A span has a length that does not fit, or a state is another model's or there twice; all states are as they were.</exception>",
                Edited,
            ],
            $"global::RnnGen.Runtime.StreamsExecutor<BatchNetwork, SequenceNetwork>.Step<{StateType}>(parameters, states, inputs, outputs)");
    }

    private void PrintStep() => printer.Member(
        new ApiMember("void", "Step", [$"{Inputs} input", $"{WritableFloats} output", "State state"]),
        [
            Summary("Computes one time step of a stream of any length: as Predict does, step by step."),
            surface.TakesTokens ? "/// <param name=\"input\">The step's token id, [1].</param>" : "/// <param name=\"input\">The step's input, [InputSize].</param>",
            "/// <param name=\"output\">Receives the step's output, [OutputSize].</param>",
            "/// <param name=\"state\">What the stream has left behind so far; brought up to date. One thread may use it at a time.</param>",
            "/// <exception cref=\"global::System.ArgumentException\">A span has a length that does not fit.</exception>",
            Edited,
            "/// <remarks>A NaN stays in the state: all outputs from there on are NaN, until state.Reset(). state.IsFinite tells.</remarks>",
            "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]",
        ],
        StepOf(surface, "state"));

    /// <summary>The call behind a step of a stream.</summary>
    public static string StepOf(ModelSurface surface, string state) =>
        $"global::RnnGen.Runtime.StreamExecutor<SequenceNetwork>.Step(parameters, {(surface.TakesTokens ? "SequenceNetwork.Layout.Tokens, " : "")}input, output, {state})";

    private void PrintGeneration()
    {
        const string Prompt = "/// <param name=\"prompt\">The tokens that come before; at least one.</param>";
        const string Options = "/// <param name=\"options\">How tokens are chosen: temperature, top-k, top-p, seed, a token that ends the text; null for GenerateOptions as they are.</param>";
        const string Wrong = "/// <exception cref=\"global::System.ArgumentException\">The prompt is empty, or has a token that there is not.</exception>";
        string options = $"global::RnnGen.GenerateOptions{behind.Nullable} options = null";
        printer.Member(
            new ApiMember("int", "Generate", [$"{Inputs} prompt", "global::System.Span<int> output", options]),
            [
                Summary("Writes on: tokens that follow a prompt, each drawn from the probabilities that the model gives it after those before."), Prompt,
                "/// <param name=\"output\">Receives the tokens, until it is full or the stop token comes.</param>", Options, "/// <returns>Number of tokens written.</returns>", Wrong, Edited,
            ],
            "global::RnnGen.TokenGenerator.Generate(this, VocabularySize, prompt, output, options)");
        printer.Member(
            new ApiMember("global::System.Collections.Generic.IEnumerable<int>", "Generate", ["global::System.ReadOnlyMemory<int> prompt", options]),
            [
                Summary("The tokens that follow a prompt, one by one as they are drawn: without an end, unless a stop token comes."), Prompt, Options, "/// <returns>The tokens.</returns>", Wrong,
                Edited,
            ],
            "global::RnnGen.TokenGenerator.Generate(this, VocabularySize, prompt, options)");
    }

    private void PrintTraining()
    {
        string targetShape = surface.TakesClasses
            ? "[batch, OutputLength] class ids; -1 marks a step that does not count"
            : surface.TakesProbabilities ? "[batch, OutputLength, OutputSize] numbers from 0 to 1" : "[batch, OutputLength, OutputSize]";
        string[] common =
        [
            "/// <param name=\"inputs\">As for Predict.</param>",
            $"/// <param name=\"targets\">{targetShape}.</param>",
        ];
        string[] batch = [$"{Inputs} inputs", $"{Targets} targets"];
        const string Gradients = "/// <param name=\"gradients\">Receives the gradient of the mean loss, laid out as Parameters; overwritten.</param>";
        const string Scratch = "/// <param name=\"workspace\">Scratch memory for at least as many samples; one thread may use it at a time.</param>";
        string returns = $"/// <returns>The mean loss ({surface.Declaration.Loss}){(surface.TakesClasses ? " over the targets that count; 0 where none does" : "")}.</returns>";
        string wrong = "/// <exception cref=\"global::System.ArgumentException\">A span has a length that does not fit" +
            (surface.TakesTokens ? ", there is no such token" : "") +
            (surface.TakesClasses ? ", or a class id is out of range" : surface.TakesProbabilities ? ", or a target is not from 0 to 1" : "") + ".</exception>";

        printer.Member(
            new ApiMember("float", "ComputeGradients", [.. batch, $"{WritableFloats} gradients"]) { Interface = interfaces.Model },
            [Summary("Mean loss of a batch and its gradient by backpropagation through time."), .. common, Gradients, returns, wrong, Edited, TooLarge, AsPredict],
            $"{Executor}.ComputeGradients(parameters, inputs, targets, RequireGradients(gradients), null)");
        printer.Member(
            new ApiMember("float", "ComputeGradients", [.. batch, $"{WritableFloats} gradients", "Workspace workspace"]),
            [Summary("Mean loss of a batch and its gradient by backpropagation through time, in memory of the caller's."), .. common, Gradients, Scratch, returns, wrong, EditedOrUsed],
            "global::System.ArgumentNullException.ThrowIfNull(workspace);",
            $"return {Executor}.ComputeGradients(parameters, inputs, targets, RequireGradients(gradients), workspace);");
        printer.Member(
            new ApiMember("float", "ComputeLoss", batch) { Interface = interfaces.Model },
            [Summary("Mean loss of a batch, without a gradient."), .. common, returns, wrong, Edited, TooLarge, AsPredict],
            $"{Executor}.ComputeGradients(parameters, inputs, targets, default, null)");
        printer.Member(
            new ApiMember(
                "global::RnnGen.FitHistory",
                "Fit",
                [
                    $"global::System.ReadOnlyMemory<{surface.InputType}> inputs",
                    $"global::System.ReadOnlyMemory<{surface.TargetType}> targets",
                    $"global::RnnGen.FitOptions{behind.Nullable} options = null",
                    $"global::RnnGen.ValidationData<{surface.InputType}, {surface.TargetType}>{behind.Nullable} validation = null",
                ])
            { Interface = interfaces.Model },
            [
                Summary("Trains the model."),
                "/// <param name=\"inputs\">The samples, one after the other, each shaped as for Predict.</param>",
                $"/// <param name=\"targets\">{targetShape}.</param>",
                "/// <param name=\"options\">Epochs, batch size, optimizer, progress; null for FitOptions as they are.</param>",
                "/// <param name=\"validation\">Samples to measure the loss on after each epoch, (inputs, targets); null for none.</param>",
                "/// <returns>The figures of every epoch.</returns>",
                "/// <exception cref=\"global::System.ArgumentException\">Data or options do not fit, which is found before the first step; the model is unchanged.</exception>",
                "/// <exception cref=\"global::RnnGen.TrainingDivergedException\">A loss or gradient is not finite; the parameters are those before that batch.</exception>",
                "/// <exception cref=\"global::System.OperationCanceledException\">Training was cancelled; the parameters are those after the last whole batch.</exception>",
            ],
            "global::RnnGen.Trainer.Fit(this, inputs, targets, options, validation)");
        printer.Member(
            new ApiMember("global::RnnGen.EvaluationResult", "Evaluate", [.. batch, $"global::RnnGen.EvaluateOptions{behind.Nullable} options = null"]) { Interface = interfaces.Model },
            [
                Summary("Measures the model on any number of samples, batch after batch."),
                .. common,
                "/// <param name=\"options\">Batch size and cancellation; null for EvaluateOptions as they are.</param>",
                "/// <returns>The mean loss, and what it is the mean of.</returns>",
                "/// <exception cref=\"global::System.ArgumentException\">Data or options do not fit.</exception>",
                Edited,
            ],
            "global::RnnGen.Evaluator.Evaluate(this, inputs, targets, options)");
    }

    private void PrintStorage()
    {
        const string Broken = "/// <exception cref=\"global::RnnGen.SafetensorsException\">The file is damaged or does not hold exactly this model's tensors; the model is unchanged.</exception>";
        const string Options = "/// <param name=\"options\">How names and types of the file's tensors fit the model's, as for weights from PyTorch; null if they are the same.</param>";
        const string Created = "/// <returns>The model.</returns>";
        string optionsType = $"global::RnnGen.LoadOptions{behind.Nullable}";
        foreach ((string type, string name, string what) in new[] { ("string", "path", "a file"), ("global::System.IO.Stream", "stream", "a stream") })
        {
            string from = $"/// <param name=\"{name}\">Where from.</param>";
            printer.Member(
                new ApiMember("void", "Save", [$"{type} {name}"]) { Interface = interfaces.Model },
                [
                    Summary($"Writes the parameters to {what}, in the safetensors format{(name == "path" ? "; an existing file is replaced only once the new one is complete" : "")}."),
                    $"/// <param name=\"{name}\">Where to.</param>",
                ],
                $"global::RnnGen.ModelStorage.Save(this, {name})");
            printer.Member(
                new ApiMember("void", "LoadParameters", [$"{type} {name}"]),
                [Summary($"Reads every parameter from {what}."), from, Broken],
                $"global::RnnGen.ModelStorage.LoadParameters(this, {name})");
            printer.Member(
                new ApiMember("void", "LoadParameters", [$"{type} {name}", $"{optionsType} options"]) { Interface = interfaces.Model },
                [Summary($"Reads every parameter from {what} whose tensors have other names or types."), from, Options, Broken],
                $"global::RnnGen.ModelStorage.LoadParameters(this, {name}, options)");
            PrintLoad(
                new ApiMember(self, "Load", [$"{type} {name}"]) { IsStatic = true },
                [Summary($"Creates a model with the parameters in {what}."), from, Created, Broken],
                $"Load({name}, default(global::RnnGen.LoadOptions))");
            PrintLoad(
                new ApiMember(self, "Load", [$"{type} {name}", $"{optionsType} options"]) { IsStatic = true, Interface = interfaces.Factory },
                [Summary($"Creates a model with the parameters in {what} whose tensors have other names or types."), from, Options, Created, Broken],
                $"{self} model = new(default(global::RnnGen.Runtime.UnsetParameters));",
                $"model.LoadParameters({name}, options);",
                "return model;");
        }
    }

    /// <summary>What creates a model, which only its users can where it has required members.</summary>
    private void PrintLoad(ApiMember load, string[] head, params string[] body)
    {
        if (surface.Declaration.Traits.HasRequiredMembers)
        {
            string reason = $"{surface.Declaration.Name} has required members, which Load cannot set: create a model with them, and call its LoadParameters.";
            printer.Member(load, [.. head, $"[global::System.Obsolete({Literal.Of(reason)}, true)]"], "throw new global::System.NotSupportedException()");
        }
        else
        {
            printer.Member(load, head, body);
        }
    }

    private void PrintWorkspace() => printer.Type(
        WorkspaceType,
        "ModelWorkspace",
        [Summary("Scratch memory for calls of this model. Threads that each have their own may share a model.")],
        [
            Summary("Allocates all the memory that calls with up to a number of samples need, for training too. For one sample it is what Summary says."),
            "/// <param name=\"maxBatch\">The most samples a call may have, at least 1.</param>",
            "/// <exception cref=\"global::System.ArgumentOutOfRangeException\">maxBatch is below 1, or so large that no array can have the length.</exception>",
            "/// <exception cref=\"global::System.InsufficientMemoryException\">There is not so much memory; the message says how much it would be.</exception>",
        ],
        "int maxBatch",
        $"{behind.Checked("BatchNetwork.Layout")}, {behind.Checked("SequenceNetwork.Layout")}, maxBatch");

    private void PrintState() => printer.Type(
        StateType,
        "StreamState",
        [Summary("What a stream has left behind: the states of every layer, and no parameters. Begins at zero.")],
        [Summary("Begins a stream.")],
        "",
        $"{behind.Checked("SequenceNetwork.Floats")}, {behind.Checked("SequenceNetwork.StateVectors")}",
        states.PrintLayers);
}
