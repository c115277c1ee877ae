namespace RnnGen.Generator.Declarations;

/// <summary>The names that generated members take on a model's class.</summary>
internal static class GeneratedMembers
{
    /// <summary>Names of constants, properties and nested types: nothing else may have them.</summary>
    public static IReadOnlyList<string> Unique { get; } =
    [
        "SequenceLength", "InputSize", "OutputLength", "OutputSize", "ParameterCount",
        "Parameters", "ParameterTable", "Summary", "Workspace", "State",
        "Unrolled", "OneSequence", "parameters", "parameterTable",
    ];

    /// <summary>Names of methods: other methods may have them too, as overloads.</summary>
    public static IReadOnlyList<string> Methods { get; } =
    [
        "EditParameters", "Predict", "ComputeGradients", "ComputeLoss", "Forward", "Backward", "Step",
        "Save", "Load", "LoadParameters", "Fit", "RequireGradients", "PackParameters",
    ];

    /// <summary>Whether a member of that name keeps a generated one from compiling.</summary>
    public static bool CollidesWith(string name, bool isMethod) =>
        Unique.Contains(name) || (!isMethod && Methods.Contains(name));
}
