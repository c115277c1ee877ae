namespace RnnGen.Generator.Declarations;

/// <summary>The names that generated members take on a model's class.</summary>
internal static class GeneratedMembers
{
    // Class ids or values, token ids or features.
    private const string Target = "{target}";
    private const string Input = "{input}";

    private const string Floats = "System.ReadOnlySpan<float>";
    private const string WritableFloats = "System.Span<float>";
    private const string Inputs = "System.ReadOnlySpan<" + Input + ">";
    private const string StatefulFloats = Inputs + ", " + Floats + ", " + WritableFloats + ", " + WritableFloats;
    private const string Sequences = Inputs + ", System.ReadOnlySpan<int>";
    private const string Targets = "System.ReadOnlySpan<" + Target + ">";
    private const string File = "(string)";
    private const string Stream = "(System.IO.Stream)";
    private const string FileWithOptions = "(string, RnnGen.LoadOptions)";
    private const string StreamWithOptions = "(System.IO.Stream, RnnGen.LoadOptions)";

    /// <summary>Names of constants, properties and nested types, and of what C# reserves for properties: nothing else may have them.</summary>
    public static IReadOnlyList<string> Unique { get; } =
    [
        "SequenceLength", "InputSize", "VocabularySize", "OutputLength", "OutputSize", "ParameterCount",
        "Parameters", "ParameterTable", "Summary", "Workspace", "State", "StateSize", "StateTable", "StateTensors",
        "BatchNetwork", "SequenceNetwork", "parameters", "ParameterTensors",
        "get_Parameters", "set_Parameters", "get_ParameterTable", "set_ParameterTable", "get_Summary", "set_Summary", "get_StateTable", "set_StateTable",
    ];

    /// <summary>Names and signatures of methods: others may have the names too, as overloads.</summary>
    private static IReadOnlyDictionary<string, string[]> Methods { get; } = new Dictionary<string, string[]>
    {
        ["EditParameters"] = ["()"],
        ["Predict"] =
        [
            $"({Inputs})", $"({Inputs}, {WritableFloats})", $"({Inputs}, {WritableFloats}, Workspace)", $"({StatefulFloats})", $"({StatefulFloats}, Workspace)",
        ],
        ["ComputeGradients"] = [$"({Inputs}, {Targets}, {WritableFloats})", $"({Inputs}, {Targets}, {WritableFloats}, Workspace)"],
        ["ComputeLoss"] = [$"({Inputs}, {Targets})"],
        ["Forward"] = [$"({Inputs}, {WritableFloats}, Workspace)", $"({StatefulFloats}, Workspace)"],
        ["Backward"] =
        [
            $"({Floats}, {WritableFloats}, {WritableFloats}, Workspace, bool)",
            $"({Floats}, {Floats}, {WritableFloats}, {WritableFloats}, {WritableFloats}, Workspace, bool)",
        ],
        ["Step"] = [$"({Inputs}, {WritableFloats}, State)", $"(System.ReadOnlySpan<RnnGen.StreamState>, {Inputs}, {WritableFloats})"],
        ["Generate"] =
        [
            "(System.ReadOnlySpan<int>, System.Span<int>, RnnGen.GenerateOptions)", "(System.ReadOnlyMemory<int>, RnnGen.GenerateOptions)",
        ],
        ["Save"] = [File, Stream],
        ["Load"] = [File, Stream, FileWithOptions, StreamWithOptions],
        ["LoadParameters"] = [File, Stream, FileWithOptions, StreamWithOptions],
        ["Fit"] = [$"(System.ReadOnlyMemory<{Input}>, System.ReadOnlyMemory<{Target}>, RnnGen.FitOptions, RnnGen.ValidationData<{Input}, {Target}>)"],
        ["Evaluate"] = [$"({Inputs}, {Targets}, RnnGen.EvaluateOptions)"],
        ["CheckContract"] = ["`1(System.Func<T>)"],
        ["InitializeParameters"] = ["(int)"],
        ["RequireGradients"] = [$"({WritableFloats})"],
        ["PackParameters"] = [$"({WritableFloats})"],
    };

    /// <summary>Those that models of sequences of different lengths have besides.</summary>
    private static IReadOnlyDictionary<string, string[]> MethodsOfLengths { get; } = new Dictionary<string, string[]>
    {
        ["Predict"] =
        [
            $"({Sequences})", $"({Sequences}, {WritableFloats})", $"({Sequences}, {WritableFloats}, Workspace)",
            $"({Sequences}, {Floats}, {WritableFloats}, {WritableFloats})", $"({Sequences}, {Floats}, {WritableFloats}, {WritableFloats}, Workspace)",
        ],
        ["Forward"] = [$"({Sequences}, {WritableFloats}, Workspace)", $"({Sequences}, {Floats}, {WritableFloats}, {WritableFloats}, Workspace)"],
        ["ComputeGradients"] = [$"({Sequences}, {Targets}, {WritableFloats})", $"({Sequences}, {Targets}, {WritableFloats}, Workspace)"],
        ["ComputeLoss"] = [$"({Sequences}, {Targets})"],
        ["Fit"] = [$"(System.ReadOnlyMemory<{Input}>, System.ReadOnlyMemory<int>, System.ReadOnlyMemory<{Target}>, RnnGen.FitOptions, RnnGen.ValidationData<{Input}, {Target}>)"],
        ["Evaluate"] = [$"({Sequences}, {Targets}, RnnGen.EvaluateOptions)"],
    };

    /// <summary>Whether a member of that name and kind keeps a generated one from compiling, or would go unnoticed by those who call it.</summary>
    /// <param name="member">The member; one that is inherited and cannot be overridden is hidden by the generated one, and stays as it is.</param>
    /// <param name="model">Decides what targets are.</param>
    /// <param name="takesTokens">Whether inputs are token ids.</param>
    public static bool CollidesWith(MemberFacts member, ModelDeclaration model, bool takesTokens) =>
        TakesName(member)
        || (IsInTheWay(member)
            && member.Signature is { } signature
            && SignaturesOf(member.Name, model).Any(generated => generated
                .Replace(Target, model.Loss == Loss.CrossEntropy ? "int" : "float")
                .Replace(Input, takesTokens ? "int" : "float") == signature));

    /// <summary>Whether a member leaves no room for a generated one of its name, whatever the signatures.</summary>
    public static bool TakesName(MemberFacts member) => IsInTheWay(member) && IsNameTaken(member.Name, member.Signature is not null);

    private static IEnumerable<string> SignaturesOf(string name, ModelDeclaration model) =>
    [
        .. Methods.TryGetValue(name, out string[]? signatures) ? signatures : [],
        .. model.VariableLength && MethodsOfLengths.TryGetValue(name, out string[]? ofLengths) ? ofLengths : [],
    ];

    private static bool IsInTheWay(MemberFacts member) => !member.IsInherited || member.IsOverridable;

    /// <summary>Whether no member of that name can stand beside the generated one, whatever its signature.</summary>
    public static bool IsNameTaken(string name, bool isMethod) =>
        Unique.Contains(name) || (!isMethod && Methods.ContainsKey(name));
}
