using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Loops;

/// <summary>
/// Checks statements before they are printed: locals are declared once and before they are used, and every access stays inside its buffer. Of the loops around
/// it the first and the last values are tried, with which an index is smallest and largest.
/// </summary>
/// <param name="vectorRows">Rows of a vector: one where it holds samples.</param>
/// <param name="tileRows">Rows of a tile.</param>
/// <param name="rowsOf">Rows behind the first of a buffer of rows.</param>
/// <param name="parameters">Parameters behind the first.</param>
internal sealed class StatementCheck(int vectorRows, int tileRows, Func<Origin, int> rowsOf, int parameters)
{
    /// <summary>What is declared. A vector is no number, and refers to nothing.</summary>
    private readonly Dictionary<string, Local> locals = [];

    /// <summary>Their names, in order.</summary>
    private readonly List<string> names = [];

    public void Check(IEnumerable<Statement> statements)
    {
        foreach (Statement statement in statements)
        {
            Check(statement);
        }
    }

    private void Check(Statement statement)
    {
        switch (statement)
        {
            case Scope scope:
                CheckInside(scope.Body);
                break;
            case For loop:
                CheckLoop(loop);
                break;
            case IfTilesAreTaller tall:
                CheckInside(tileRows > tall.Rows ? tall.Body : []);
                break;
            case InsteadIfZero instead:
                Check(instead.Value);
                CheckInside(instead.Body);
                break;
            case Counter counter:
                Declare(counter.Variable, new Local(Local.Kind.Number));
                break;
            case OnlyUnit unit:
                Declare(unit.Variable, new Local(Local.Kind.Number));
                break;
            case NextVector next:
                Local after = Number(next.After);
                Declare(next.Variable, after with { First = after.First + vectorRows, Last = after.Last + vectorRows });
                break;
            case AlternatingUnit unit:
                Declare(unit.Variable, Number(unit.Next));
                break;
            case LetReference let:
                Declare(let.Name, At(let.To));
                break;
            case Let let:
                Check(let.Value);
                Declare(let.Name, new Local(Local.Kind.Vector));
                break;
            case DeclareLocals several:
                foreach (string name in several.Names)
                {
                    Declare(name, new Local(Local.Kind.Vector));
                }

                break;
            case Set set:
                CheckLocal(set.Name);
                Check(set.Value);
                break;
            case AddTo add:
                CheckLocal(add.Name);
                Check(add.Value);
                break;
            case Store store:
                Check(store.Value);
                CheckVector(store.To, store.Vector);
                break;
        }
    }

    private void Check(Expression expression)
    {
        switch (expression)
        {
            case Variable variable:
                CheckLocal(variable.Name);
                break;
            case Load load:
                // A part of a value may begin anywhere in a vector: what is then read behind the last one is not used.
                Local read = Vector(load.From, load.Vector);
                CheckInside(read with { Last = read.Last / vectorRows * vectorRows }, vectorRows);
                break;
            case LoadShared load:
                CheckVector(load.From, load.Vector);
                break;
            case BroadcastRow row:
                CheckInside(At(row.From).Plus(Of(row.Row)), 1);
                break;
            case BroadcastParameters sum:
                foreach (Reference parameter in sum.Parameters)
                {
                    CheckInside(At(parameter), 1);
                }

                break;
            case UnitNumber unit:
                Number(unit.Variable);
                break;
            case UnitNumbers unit:
                Number(unit.Variable);
                break;
            case Operation operation:
                CheckAll(operation.Operands);
                break;
            case Bounded bounded:
                CheckAll([bounded.Value, bounded.Limit]);
                break;
            case MultiplyAdd sum:
                CheckAll([sum.First, sum.Second, sum.Sum]);
                break;
            case MultiplyAddBroadcast sum:
                CheckInside(At(sum.Weight), 1);
                CheckAll([sum.Factor, sum.Sum]);
                break;
            case MultiplyAddShared sum:
                CheckVector(sum.Weights, LoopIndex.Of(sum.Vector));
                CheckAll([sum.Factor, sum.Sum]);
                break;
            case Total total:
                foreach (string part in total.Parts)
                {
                    CheckLocal(part);
                }

                break;
            case Dot dot:
                CheckInside(At(dot.Weights), dot.Count);
                CheckInside(At(dot.Source), dot.Count);
                break;
            case FirstUnits units:
                Number(units.Variable);
                Check(units.Value);
                break;
            case AcrossUnits reduction:
                Check(reduction.Value);
                break;
        }
    }

    private void CheckAll(IEnumerable<Expression> expressions)
    {
        foreach (Expression expression in expressions)
        {
            Check(expression);
        }
    }

    private void CheckLoop(For loop)
    {
        int step = loop.Step.Count * loop.Step.Unit switch
        {
            LoopUnit.Vector => vectorRows,
            LoopUnit.Tile => tileRows,
            _ => 1,
        };
        int end = loop.Count - (loop.WholeSteps ? step - 1 : 0);
        var variable = new Local(Local.Kind.Number) { Last = (end - 1) / step * step };
        if (end <= 0)
        {
            // A loop over tiles that are taller than the matrix does nothing.
            return;
        }

        int before = names.Count;
        if (loop.Continues)
        {
            locals[loop.Variable] = Number(loop.Variable) with { Last = variable.Last };
        }
        else
        {
            Declare(loop.Variable, variable);
        }

        Check(loop.Body);
        Forget(before);
    }

    /// <summary>What is declared inside is unknown afterwards.</summary>
    private void CheckInside(IEnumerable<Statement> body)
    {
        int before = names.Count;
        Check(body);
        Forget(before);
    }

    private void Forget(int before)
    {
        for (int index = before; index < names.Count; index++)
        {
            locals.Remove(names[index]);
        }

        names.RemoveRange(before, names.Count - before);
    }

    private void CheckVector(Reference reference, LoopIndex vector) => CheckInside(Vector(reference, vector), vectorRows);

    private Local Vector(Reference reference, LoopIndex vector) => At(reference).Plus(Of(vector).Times(vectorRows));

    private static void CheckInside(Local place, int count) => Require(
        place.First >= 0 && place.Last + count <= place.Length,
        static at => $"{at.Count} of {at.Place.First} to {at.Place.Last} in {at.Place.Length} of {at.Place.Buffer}",
        (Place: place, Count: count));

    private Local At(Reference reference)
    {
        Local start = reference.Buffer switch
        {
            RowBuffer { Origin: var origin } => new(Local.Kind.Reference) { Buffer = reference.Buffer, Length = rowsOf(origin) },
            LocalBuffer { Name: var name } => Known(name, Local.Kind.Reference),
            _ => new(Local.Kind.Reference) { Buffer = reference.Buffer, Length = parameters },
        };
        return reference.Offset is null ? start : start.Plus(Of(reference.Offset));
    }

    private Local Of(LoopIndex index)
    {
        (int first, int last) = (index.Constant, index.Constant);
        foreach (IndexTerm term in index.Terms)
        {
            Local variable = Number(term.Variable);
            (int one, int other) = (Value(term, variable.First), Value(term, variable.Last));
            (first, last) = (first + Math.Min(one, other), last + Math.Max(one, other));
        }

        return new(Local.Kind.Number) { First = first, Last = last };
    }

    private static int Value(IndexTerm term, int variable) =>
        term.Block == 0 ? variable * term.Factor : (variable / term.Block * term.Factor) + (variable % term.Block);

    private Local Number(string variable) => Known(variable, Local.Kind.Number);

    private void CheckLocal(string name) => Known(name, Local.Kind.Vector);

    private Local Known(string name, Local.Kind kind)
    {
        bool isKnown = locals.TryGetValue(name, out Local local) && local.Is == kind;
        Require(isKnown, static name => $"{name} is not declared", name);
        return local;
    }

    private void Declare(string name, Local local)
    {
        Require(!locals.ContainsKey(name), static name => $"{name} is declared twice", name);
        locals.Add(name, local);
        names.Add(name);
    }

    private static void Require<T>(bool holds, Func<T, string> otherwise, T about)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"A statement that cannot be: {otherwise(about)}.");
        }
    }

    /// <summary>A vector; a number, between the first and the last; or a reference to places between the first and the last of so many.</summary>
    private readonly record struct Local(Local.Kind Is)
    {
        public enum Kind
        {
            Vector,
            Number,
            Reference,
        }

        public Buffer? Buffer { get; init; }

        public int Length { get; init; }

        public int First { get; init; }

        public int Last { get; init; }

        public Local Plus(Local distance) => this with { First = First + distance.First, Last = Last + distance.Last };

        public Local Times(int factor) => this with { First = First * factor, Last = Last * factor };
    }
}
