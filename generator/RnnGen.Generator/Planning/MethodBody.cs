using RnnGen.Generator.Declarations;
using RnnGen.Generator.Loops;

namespace RnnGen.Generator.Planning;

/// <summary>What a method does. Equal where the statements are, and so for steps that come out alike, of one layer or of several.</summary>
/// <param name="statements">The statements, with parameters that count from the first that the method reads.</param>
internal sealed class MethodBody(IEnumerable<Statement> statements) : IEquatable<MethodBody>
{
    private int? hash;

    public EquatableArray<Statement> Statements { get; } = new(statements);

    public bool Equals(MethodBody? other) =>
        other is not null && (ReferenceEquals(this, other) || (GetHashCode() == other.GetHashCode() && Statements.Equals(other.Statements)));

    public override bool Equals(object? obj) => Equals(obj as MethodBody);

    /// <remarks>Statements are trees, which take long to hash: bodies of as many operations are seldom different ones.</remarks>
    public override int GetHashCode() => hash ??= (Statements.Count * 1009) + OperationCount.Of(Statements);
}
