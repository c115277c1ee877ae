using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Loops;

/// <summary>One statement of a kernel. Statements are equal where they say the same, and kernels with them.</summary>
internal abstract record Statement;

/// <summary>A comment.</summary>
internal sealed record Remark(string Text) : Statement;

/// <summary>An empty line.</summary>
internal sealed record Gap : Statement;

/// <summary>Statements whose locals are theirs alone.</summary>
internal sealed record Scope(EquatableArray<Statement> Body) : Statement
{
    public static Scope Of(IEnumerable<Statement> body) => new(new EquatableArray<Statement>(body));
}

/// <summary>A loop from 0, or from where its variable is.</summary>
/// <param name="Variable">Its variable.</param>
/// <param name="Count">Where it ends.</param>
/// <param name="Step">How far the variable goes at a time.</param>
/// <param name="Body">The statements.</param>
internal sealed record For(string Variable, int Count, LoopStep Step, EquatableArray<Statement> Body) : Statement
{
    /// <summary>Whether the variable was declared before, and goes on from where it is.</summary>
    public bool Continues { get; init; }

    /// <summary>Whether the loop ends where less than a whole step is left.</summary>
    public bool WholeSteps { get; init; }

    public static For Of(string variable, int count, LoopStep step, IEnumerable<Statement> body) =>
        new(variable, count, step, new EquatableArray<Statement>(body));
}

/// <summary>How far a loop goes at a time: a number of units, of vectors of them, or of tiles.</summary>
internal sealed record LoopStep(int Count, LoopUnit Unit = LoopUnit.One)
{
    public static LoopStep One { get; } = new(1);

    public static LoopStep Vector { get; } = new(1, LoopUnit.Vector);

    public static LoopStep Tile { get; } = new(1, LoopUnit.Tile);
}

internal enum LoopUnit
{
    One,

    /// <summary>As many floats as a vector has of one sequence.</summary>
    Vector,

    /// <summary>As many rows as a tile of samples has, which depends on the registers of the machine.</summary>
    Tile,
}

/// <summary>What only tall tiles do: those of more than so many rows.</summary>
internal sealed record IfTilesAreTaller(int Rows, EquatableArray<Statement> Body) : Statement;

/// <summary>What a method does where a value is zero in all lanes, and nothing else.</summary>
internal sealed record InsteadIfZero(Expression Value, EquatableArray<Statement> Body) : Statement;

/// <summary>Leaves out the first of some steps at which a row is zero in all lanes.</summary>
internal sealed record LeaveOutFirst(Origin Row) : Statement;

/// <summary>Declares the variable of loops that go on from each other.</summary>
internal sealed record Counter(string Variable) : Statement;

/// <summary>Declares the only unit there is.</summary>
internal sealed record OnlyUnit(string Variable) : Statement;

/// <summary>Declares the unit at which the vector behind another begins.</summary>
internal sealed record NextVector(string Variable, string After) : Statement;

/// <summary>Declares whether a step takes the vectors of units in reverse, which consecutive ones do in turn.</summary>
internal sealed record Alternation(string Variable, Origin Buffer) : Statement;

/// <summary>Declares the unit that a loop is at which takes so many units one way or the other.</summary>
internal sealed record AlternatingUnit(string Variable, string Reversed, string Next, int Units) : Statement;

/// <summary>Declares a local that refers to a place in memory.</summary>
internal sealed record LetReference(string Name, Reference To) : Statement;

/// <summary>Declares a local.</summary>
internal sealed record Let(string Name, Expression Value) : Statement;

/// <summary>Declares locals that are zero until they get another value.</summary>
internal sealed record DeclareLocals(EquatableArray<string> Names) : Statement
{
    public static DeclareLocals Of(IEnumerable<string> names) => new(new EquatableArray<string>(names));
}

/// <summary>Gives a local a value.</summary>
internal sealed record Set(string Name, Expression Value) : Statement;

/// <summary>Adds to a local.</summary>
internal sealed record AddTo(string Name, Expression Value) : Statement;

/// <summary>Writes a vector to memory.</summary>
internal sealed record Store(Reference To, LoopIndex Vector, Expression Value) : Statement;
