using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Emission;

/// <summary>
/// The private side of a faulty declaration's main file: every member throws. The build has failed by then, with the rule as its one error.
/// </summary>
internal sealed class FaultCode(FaultyDeclaration faulty) : ApiCode
{
    // Both stand in for what the nested types of users take from a network.
    private const string Batches = "BatchNetwork";
    private const string SequenceNetwork = "SequenceNetwork";

    public override string Instead { get; } = $"throw new global::System.InvalidOperationException({Literal.Of(faulty.Reason)})";

    // Old versions of C# do not know the annotation.
    public override string Nullable => "";

    public override string? TypeName => faulty.TypeName;

    public override bool HasInterfaces => !faulty.IsStatic;

    public override bool HasStaticInterfaces => !faulty.IsOldLanguage;

    public override string? ConstructorInitializer => faulty.ConstructorInitializer;

    public override bool Has(ApiMember member) =>
        !faulty.IsTaken(member.Name)
        // C# keeps these for a property.
        && (member.Parameters is not null || (!faulty.IsTaken("get_" + member.Name) && !faulty.IsTaken("set_" + member.Name)))
        && (!faulty.IsStatic || (member.IsStatic && member.Type != TypeName))
        && !faulty.TakenMethods.Contains($"{member.Name}({string.Join(", ", member.ParameterTypes)})".Replace("global::", ""))
        && !member.ParameterTypes.Any(faulty.IsTaken);

    public override bool HasType(string name) => !faulty.IsTaken(name) && !faulty.IsTaken(Batches) && !faulty.IsTaken(SequenceNetwork);

    public override void PrintSummary(CodeWriter code) => throw new InvalidOperationException("A faulty declaration has no layer table.");

    public override void PrintFields(CodeWriter code)
    {
    }

    public override void PrintInitialization(CodeWriter code) => code.Line(Instead + ";");

    public override void PrintPrivate(CodeWriter code)
    {
        if (faulty.IsTaken(Batches) || faulty.IsTaken(SequenceNetwork))
        {
            return;
        }

        foreach (string name in new[] { Batches, SequenceNetwork })
        {
            code.Line();
            using (code.Block($"private static class {name}"))
            {
                code.Line($"public static global::RnnGen.Runtime.NetworkLayout Layout => {Instead};");
                code.Line();
                code.Line($"public static int Floats => {Instead};");
                code.Line();
                code.Line($"public static global::RnnGen.Runtime.StateVector[] StateVectors => {Instead};");
            }
        }
    }
}
