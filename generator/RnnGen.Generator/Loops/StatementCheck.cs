using RnnGen.Generator.Declarations;

namespace RnnGen.Generator.Loops;

/// <summary>
/// Checks statements before they are printed: locals are declared once and before they are used, and every access stays inside its buffer, at the first and the last
/// values of the loops around it, which are where an index is smallest and largest.
/// </summary>
/// <param name="vectorRows">Rows of a vector: one where it holds samples.</param>
/// <param name="tileRows">Rows of a tile.</param>
/// <param name="rowsOf">Rows behind the first of a buffer of rows.</param>
/// <param name="parameters">Parameters behind the first.</param>
internal sealed class StatementCheck(int vectorRows, int tileRows, Func<Origin, int> rowsOf, int parameters)
{
    /// <summary>Vectors that are declared.</summary>
    private readonly HashSet<string> locals = [];

    /// <summary>Variables of loops, with their first and last values.</summary>
    private readonly Dictionary<string, IReadOnlyList<int>> variables = [];

    /// <summary>References, with what they refer to.</summary>
    private readonly Dictionary<string, Reach> references = [];

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
            case Counter counter:
                Declare(counter.Variable, [0]);
                break;
            case OnlyUnit unit:
                Declare(unit.Variable, [0]);
                break;
            case NextVector next:
                Declare(next.Variable, [.. Known(next.After).Select(unit => unit + vectorRows)]);
                break;
            case AlternatingUnit unit:
                Declare(unit.Variable, Known(unit.Next));
                break;
            case LetReference let:
                DeclareReference(let.Name, At(let.To));
                break;
            case Let let:
                Check(let.Value);
                Declare(let.Name);
                break;
            case DeclareLocals several:
                foreach (string name in several.Names)
                {
                    Declare(name);
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
                Reach read = Vector(load.From, load.Vector);
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
                Known(unit.Variable);
                break;
            case UnitNumbers unit:
                Known(unit.Variable);
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
                Known(units.Variable);
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
        IReadOnlyList<int> values = Values(loop);
        if (loop.Continues)
        {
            IReadOnlyList<int> before = Known(loop.Variable);
            variables[loop.Variable] = values;
            CheckBody();
            variables[loop.Variable] = before;
        }
        else
        {
            Inside(() =>
            {
                Declare(loop.Variable, values);
                CheckBody();
            });
        }

        // A loop over tiles that are taller than the matrix does nothing with these vectors.
        void CheckBody() => CheckInside(values.Count > 0 ? loop.Body : []);
    }

    private void CheckInside(IEnumerable<Statement> body) => Inside(() => Check(body));

    /// <summary>What is declared inside is unknown afterwards.</summary>
    private void Inside(Action check)
    {
        (string[] before, string[] loops, string[] names) = ([.. locals], [.. variables.Keys], [.. references.Keys]);
        check();
        locals.IntersectWith(before);
        Forget(variables, loops);
        Forget(references, names);
    }

    private static void Forget<T>(Dictionary<string, T> declared, string[] before)
    {
        foreach (string name in declared.Keys.Except(before).ToArray())
        {
            declared.Remove(name);
        }
    }

    private void CheckVector(Reference reference, LoopIndex vector) => CheckInside(Vector(reference, vector), vectorRows);

    private Reach Vector(Reference reference, LoopIndex vector) => At(reference).Plus(Of(vector).Times(vectorRows));

    private static void CheckInside(Reach reach, int count) =>
        Require(reach.First >= 0 && reach.Last + count <= reach.Length, () => $"{count} of {reach.First} to {reach.Last} in {reach.Length} of {reach.Buffer}");

    private Reach At(Reference reference)
    {
        Reach start = reference.Buffer switch
        {
            RowBuffer { Origin: var origin } => new(reference.Buffer, rowsOf(origin), 0, 0),
            LocalBuffer { Name: var name } => references.TryGetValue(name, out Reach known) ? known : throw Fault($"{name} is not declared"),
            _ => new(reference.Buffer, parameters, 0, 0),
        };
        return reference.Offset is null ? start : start.Plus(Of(reference.Offset));
    }

    private Reach Of(LoopIndex index)
    {
        (int first, int last) = (index.Constant, index.Constant);
        foreach (IndexTerm term in index.Terms)
        {
            IEnumerable<int> values = Known(term.Variable).Select(value => term.Block == 0 ? value * term.Factor : (value / term.Block * term.Factor) + (value % term.Block));
            (first, last) = (first + values.Min(), last + values.Max());
        }

        return new(null, 0, first, last);
    }

    private IReadOnlyList<int> Values(For loop)
    {
        int step = loop.Step.Count * loop.Step.Unit switch
        {
            LoopUnit.Vector => vectorRows,
            LoopUnit.Tile => tileRows,
            _ => 1,
        };
        int end = loop.Count - (loop.WholeSteps ? step - 1 : 0);
        int count = Math.Max(0, (end + step - 1) / step);
        return count <= 1 ? [.. Enumerable.Range(0, count)] : [0, (count - 1) * step];
    }

    private IReadOnlyList<int> Known(string variable) => variables.TryGetValue(variable, out IReadOnlyList<int>? values) ? values : throw Fault($"{variable} is not declared");

    private void CheckLocal(string name) => Require(locals.Contains(name), () => $"{name} is not declared");

    private void Declare(string local)
    {
        CheckNew(local);
        locals.Add(local);
    }

    private void Declare(string variable, IReadOnlyList<int> values)
    {
        CheckNew(variable);
        variables.Add(variable, values);
    }

    private void DeclareReference(string name, Reach to)
    {
        CheckNew(name);
        references.Add(name, to);
    }

    private void CheckNew(string name) =>
        Require(!locals.Contains(name) && !variables.ContainsKey(name) && !references.ContainsKey(name), () => $"{name} is declared twice");

    private static void Require(bool holds, Func<string> otherwise)
    {
        if (!holds)
        {
            throw Fault(otherwise());
        }
    }

    private static InvalidOperationException Fault(string what) => new($"A statement that cannot be: {what}.");

    /// <summary>The first and the last place that a reference can mean, of so many.</summary>
    private readonly record struct Reach(Buffer? Buffer, int Length, int First, int Last)
    {
        public Reach Plus(Reach distance) => this with { First = First + distance.First, Last = Last + distance.Last };

        public Reach Times(int factor) => this with { First = First * factor, Last = Last * factor };
    }
}
