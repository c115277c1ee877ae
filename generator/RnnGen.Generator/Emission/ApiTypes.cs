namespace RnnGen.Generator.Emission;

/// <summary>Types and members that the main file names often.</summary>
internal static class ApiTypes
{
    public const string Floats = "global::System.ReadOnlySpan<float>";
    public const string WritableFloats = "global::System.Span<float>";
    public const string Tensors = "global::System.ReadOnlySpan<global::RnnGen.ParameterInfo>";
    public const string Executor = "global::RnnGen.Runtime.NetworkExecutor<BatchNetwork, SequenceNetwork>";
    public const string WorkspaceType = "Workspace";
    public const string StateType = "State";
    public const string TensorTable = "ParameterTensors.Table";

    /// <summary>A span of values that are only read.</summary>
    public static string SpanOf(string type) => $"global::System.ReadOnlySpan<{type}>";
}
