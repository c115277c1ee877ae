namespace RnnGen.Generator.Emission;

/// <summary>The interfaces through which code generic in the model reaches its members.</summary>
/// <param name="Model">What every model can do; null where the class implements nothing.</param>
/// <param name="Factory">The same, and what creates one; null where nobody but the class's users can, for its required members.</param>
/// <param name="Stream">What those can do that take one step after the other; null where the class does not.</param>
/// <param name="Stateful">What those can do that go on with states of the caller's; null where the class does not.</param>
/// <param name="VariableLength">What those can do whose sequences have lengths of their own; null where the class does not.</param>
/// <param name="Trained">What training asks besides; null where the class implements nothing.</param>
internal sealed record ApiInterfaces(string? Model, string? Factory, string? Stream, string? Stateful, string? VariableLength, string? Trained)
{
    /// <summary>What follows the class's name.</summary>
    public string BaseList => Model is null ? "" : " : " + string.Join(", ", new[] { Factory ?? Model, Stream, Stateful, VariableLength, Trained }.OfType<string>());

    public static ApiInterfaces Of(ModelSurface surface, ApiCode behind)
    {
        if (!behind.HasInterfaces)
        {
            return new(null, null, null, null, null, null);
        }

        string values = $"{surface.InputType}, {surface.TargetType}";
        bool anyoneCreatesIt = behind.HasStaticInterfaces && !surface.Declaration.Traits.HasRequiredMembers;
        return new(
            $"global::RnnGen.IRnnModel<{values}>",
            anyoneCreatesIt ? $"global::RnnGen.IRnnModel<{SelfOf(surface, behind)}, {values}>" : null,
            surface.CanStep ? $"global::RnnGen.IStreamModel<{surface.InputType}>" : null,
            surface.Declaration.Stateful ? $"global::RnnGen.IStatefulModel<{surface.InputType}>" : null,
            surface.Declaration.VariableLength ? $"global::RnnGen.IVariableLengthModel<{values}>" : null,
            $"global::RnnGen.Runtime.ITrainedModel<{values}>");
    }

    /// <summary>The class as its own members name it.</summary>
    public static string SelfOf(ModelSurface surface, ApiCode behind) => behind.TypeName ?? surface.Declaration.Identifier;
}
