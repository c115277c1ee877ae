using static RnnGen.Generator.Emission.ApiTypes;

namespace RnnGen.Generator.Emission;

/// <summary>Prints what the interfaces ask for and users of the class have no need of: the same calls, for code generic in the model.</summary>
/// <param name="printer">Prints members.</param>
/// <param name="surface">What users see of the network.</param>
/// <param name="interfaces">The interfaces that the class implements.</param>
/// <param name="self">The class as its own members name it.</param>
/// <param name="nullable">What follows the name of a reference type whose value may be null.</param>
internal sealed class ApiViews(ApiPrinter printer, ModelSurface surface, ApiInterfaces interfaces, string self, string nullable)
{
    private readonly string inputSpan = SpanOf(surface.InputType);
    private readonly string targetSpan = SpanOf(surface.TargetType);

    public void Print()
    {
        int inputs = surface.EveryStepTakesInput ? surface.SequenceLength * surface.InputSize : surface.InputSize;
        int targets = surface.OutputLength * (surface.TakesClasses ? 1 : surface.OutputSize);
        PrintModelView(inputs, targets);
        PrintMemoryView();
        PrintTrainedView();
        PrintFactoryView();
    }

    private void PrintModelView(int inputs, int targets)
    {
        View("string", "ModelName", Literal.Of(surface.Declaration.Name));
        View("int", "InputsPerSample", Literal.Of(inputs));
        View("int", "TargetsPerSample", Literal.Of(targets));
        View("int", "OutputsPerSample", "OutputLength * OutputSize");
        View(Tensors, "ParameterTable", TensorTable);
        Call("int", "CountTargets", [$"{targetSpan} targets"], $"{Executor}.CountTargets(targets)");
        Call($"global::RnnGen.SampleFault{nullable}", "FindFault", [$"{inputSpan} inputs", $"{targetSpan} targets"], $"{Executor}.FindFault(inputs, targets)");

        void View(string type, string name, string value) => printer.Explicit(new ApiMember(type, name) { Interface = interfaces.Model }, value);
        void Call(string type, string name, string[] parameters, string value) =>
            printer.Explicit(new ApiMember(type, name, parameters) { Interface = interfaces.Model }, value);
    }

    /// <summary>Calls with a workspace or a state whose type the caller does not know.</summary>
    private void PrintMemoryView()
    {
        const string Workspace = "global::RnnGen.ModelWorkspace workspace";
        const string State = "global::RnnGen.StreamState state";
        string Own(string type, string name) => $"global::RnnGen.Runtime.OwnMemory.Of<{type}>({name}, nameof({name}))";
        void Member(string? type, ApiMember member, string body) => printer.Explicit(member with { Interface = type }, body);

        string workspace = Own(WorkspaceType, "workspace");
        Member(interfaces.Model, new("global::RnnGen.ModelWorkspace", "CreateWorkspace", ["int maxBatch"]), $"new {WorkspaceType}(maxBatch)");
        Member(interfaces.Model, new("void", "Predict", [$"{inputSpan} inputs", $"{WritableFloats} outputs", Workspace]), $"{Executor}.Predict(parameters, inputs, outputs, {workspace})");
        Member(interfaces.Model, new("void", "Forward", [$"{inputSpan} inputs", $"{WritableFloats} outputs", Workspace]), $"{Executor}.Forward(parameters, inputs, outputs, {workspace})");
        Member(
            interfaces.Model,
            new("void", "Backward", [$"{Floats} outputGradients", $"{WritableFloats} parameterGradients", $"{WritableFloats} inputGradients", Workspace, "bool accumulate"]),
            $"{Executor}.Backward(parameters, outputGradients, parameterGradients, inputGradients, {workspace}, accumulate)");
        Member(
            interfaces.Model,
            new("float", "ComputeGradients", [$"{inputSpan} inputs", $"{targetSpan} targets", $"{WritableFloats} gradients", Workspace]),
            $"{Executor}.ComputeGradients(parameters, inputs, targets, RequireGradients(gradients), {workspace})");
        PrintVariableLengthView(workspace);
        Member(interfaces.Stream, new("global::RnnGen.StreamState", "CreateState", []), $"new {StateType}()");
        Member(
            interfaces.Stream,
            new("void", "Step", [$"{inputSpan} input", $"{WritableFloats} output", State]),
            ApiFile.StepOf(surface, Own(StateType, "state")));
        Member(interfaces.Stateful, new("global::System.ReadOnlySpan<global::RnnGen.StateInfo>", "StateTable"), "StateTensors.Table");
        Member(
            interfaces.Stateful,
            new("void", "Forward", [$"{inputSpan} inputs", $"{Floats} initialState", $"{WritableFloats} outputs", $"{WritableFloats} finalState", Workspace]),
            $"{Executor}.Forward(parameters, inputs, initialState, outputs, finalState, {workspace})");
        Member(
            interfaces.Stateful,
            new(
                "void",
                "Backward",
                [
                    $"{Floats} outputGradients", $"{Floats} finalStateGradients", $"{WritableFloats} parameterGradients", $"{WritableFloats} inputGradients",
                    $"{WritableFloats} initialStateGradients", Workspace, "bool accumulate",
                ]),
            $"{Executor}.Backward(parameters, outputGradients, finalStateGradients, parameterGradients, inputGradients, initialStateGradients, {workspace}, accumulate)");
    }

    private void PrintVariableLengthView(string workspace)
    {
        const string Workspace = "global::RnnGen.ModelWorkspace workspace";
        string[] taken = [$"{inputSpan} inputs", $"{SpanOf("int")} lengths"];
        Member("void", "Predict", [.. taken, $"{WritableFloats} outputs", Workspace], $"{Executor}.Predict(parameters, inputs, lengths, default, outputs, default, {workspace})");
        Member("void", "Forward", [.. taken, $"{WritableFloats} outputs", Workspace], $"{Executor}.Forward(parameters, inputs, lengths, default, outputs, default, {workspace})");
        Member(
            "float",
            "ComputeGradients",
            [.. taken, $"{targetSpan} targets", $"{WritableFloats} gradients", Workspace],
            $"{Executor}.ComputeGradients(parameters, inputs, lengths, targets, RequireGradients(gradients), {workspace})");

        void Member(string type, string name, string[] parameters, string body) =>
            printer.Explicit(new ApiMember(type, name, parameters) { Interface = interfaces.VariableLength }, body);
    }

    private void PrintTrainedView()
    {
        printer.Explicit(new ApiMember("global::RnnGen.Runtime.NetworkLayout", "Layout") { Interface = interfaces.Trained }, "BatchNetwork.Layout");
        printer.Explicit(
            new ApiMember("float", "AddGradients", [$"global::RnnGen.Runtime.TrainingBatch<{surface.InputType}, {surface.TargetType}> batch", $"{WritableFloats} gradients"])
            { Interface = interfaces.Trained },
            $"{Executor}.AddGradients(parameters, batch, RequireGradients(gradients))");
    }

    private void PrintFactoryView()
    {
        printer.Explicit(new ApiMember(self, "Create", ["int seed"]) { IsStatic = true, Interface = interfaces.Factory }, $"new {self}(seed)");
        printer.Explicit(
            new ApiMember(self, "Clone", []) { Interface = interfaces.Factory },
            $"{self} copy = new(default(global::RnnGen.Runtime.UnsetParameters));",
            "parameters.CopyTo(copy.parameters);",
            "return copy;");
    }
}
