using RnnGen.Generator.Loops;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Planning.Kernels;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the statements of kernels, as they are.</summary>
/// <param name="code">Where to.</param>
/// <param name="parameters">The parameters.</param>
/// <param name="method">The method that they are a part of, whose layer gives the rows their names.</param>
/// <param name="bufferRows">Rows from one step's buffer to the next.</param>
internal sealed class StatementText(CodeWriter code, ParameterText parameters, EmittedMethod method, int bufferRows)
{
    private const string Vector = LoweringText.TypeParameter;
    private const string Functions = "global::RnnGen.Runtime.VectorMath.";
    private const string Reductions = "global::RnnGen.Runtime.UnitReduction.";
    private const int NumbersPerLine = 4;

    /// <summary>The statements of a method: braces around all of them say nothing.</summary>
    public void PrintMethod(IReadOnlyList<Statement> statements) =>
        Print(statements.Count(static statement => statement is not Remark) == 1 && statements[statements.Count - 1] is Scope scope
            ? [.. statements.Take(statements.Count - 1), .. scope.Body]
            : statements);

    private void Print(IEnumerable<Statement> statements)
    {
        var declared = new List<Let>();
        foreach (Statement statement in statements)
        {
            if (declared.Count == NumbersPerLine || (declared.Count > 0 && statement is not Let { Value: Number }))
            {
                PrintNumbers(declared);
            }

            if (statement is Let { Value: Number } let)
            {
                declared.Add(let);
            }
            else
            {
                Print(statement);
            }
        }

        if (declared.Count > 0)
        {
            PrintNumbers(declared);
        }
    }

    /// <summary>Locals that begin with a number are declared side by side: they are many, and there is little to read.</summary>
    private void PrintNumbers(List<Let> declared)
    {
        code.Line($"{Vector} {string.Join(", ", declared.Select(let => $"{let.Name} = {Text(let.Value)}"))};");
        declared.Clear();
    }

    private void Print(Statement statement)
    {
        switch (statement)
        {
            case Remark remark:
                code.Line("// " + remark.Text);
                break;
            case Gap:
                code.Line();
                break;
            case Scope scope:
                PrintBlock(null, scope.Body);
                break;
            case For loop:
                PrintBlock(Head(loop), loop.Body);
                break;
            case IfTilesAreTaller tall:
                PrintBlock($"if ({Vector}.TileRows > {Literal.Of(tall.Rows)})", tall.Body);
                break;
            case InsteadIfZero instead:
                code.Line("// No sample has this step.");
                PrintBlock($"if ({Vector}.Sum({Text(instead.Value)}) == 0f)", instead.Body, end: "return;");
                break;
            case Counter counter:
                code.Line($"int {counter.Variable} = 0;");
                break;
            case OnlyUnit unit:
                code.Line($"const int {unit.Variable} = 0;");
                break;
            case NextVector next:
                code.Line($"int {next.Variable} = {next.After} + {Vector}.Pitch;");
                break;
            case Alternation alternation:
                code.Line($"bool {alternation.Variable} = (({OriginNames.Argument(method.Home, alternation.Buffer)} / {Literal.Of(bufferRows)}) & 1) != 0;");
                break;
            case AlternatingUnit unit:
                code.Line($"int {unit.Variable} = {unit.Reversed} ? {Literal.Of(unit.Units)} - {Vector}.Pitch - {unit.Next} : {unit.Next};");
                break;
            case LetReference let:
                code.Line($"ref float {let.Name} = ref {Text(let.To)};");
                break;
            case Let let:
                code.Line($"{Vector} {let.Name} = {Text(let.Value)};");
                break;
            case DeclareLocals declare:
                code.Line($"{Vector} {string.Join(", ", declare.Names.Select(static name => name + " = default"))};");
                break;
            case Set set:
                code.Line($"{set.Name} = {Text(set.Value)};");
                break;
            case AddTo add:
                code.Line($"{add.Name} += {Text(add.Value)};");
                break;
            case Store store:
                code.Line($"{Vector}.Store(ref {Text(store.To)}, {Text(store.Vector)}, {Text(store.Value)});");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(statement), statement, "Has no text.");
        }
    }

    private void PrintBlock(string? head, IEnumerable<Statement> body, string? end = null)
    {
        using (code.Block(head))
        {
            Print(body);
            if (end is not null)
            {
                code.Line();
                code.Line(end);
            }
        }
    }

    private static string Head(For loop)
    {
        string step = (loop.Step.Count, loop.Step.Unit) switch
        {
            (_, LoopUnit.One) => Literal.Of(loop.Step.Count),
            (1, _) => Width(loop.Step.Unit),
            _ => $"{Literal.Of(loop.Step.Count)} * {Width(loop.Step.Unit)}",
        };
        string end = loop.WholeSteps ? $"{loop.Variable} + ({step}) <= {Literal.Of(loop.Count)}" : $"{loop.Variable} < {Literal.Of(loop.Count)}";
        string advance = step == "1" ? loop.Variable + "++" : $"{loop.Variable} += {step}";
        return $"for ({(loop.Continues ? "" : $"int {loop.Variable} = 0")}; {end}; {advance})";
    }

    private static string Width(LoopUnit unit) => unit == LoopUnit.Vector ? Vector + ".Pitch" : Vector + ".TileRows";

    private string Text(Reference reference)
    {
        string name = reference.Buffer switch
        {
            RowBuffer rows => OriginNames.Reference(method.Home, rows.Origin),
            LocalBuffer local => local.Name,
            _ => ParameterText.Handed,
        };
        return reference.Offset is { } offset ? $"At(ref {name}, {(reference.Buffer is ParameterBuffer ? ParameterOffset(offset) : Text(offset))})" : name;
    }

    private string ParameterOffset(LoopIndex index) => Text(parameters.Offset(method, index.Constant), index);

    private static string Text(LoopIndex index) => Text(Literal.Of(index.Constant), index);

    private static string Text(string constant, LoopIndex index)
    {
        if (constant == "0" && index.Terms.Count == 1 && index.Terms[0].Block == 0)
        {
            return Literal.Product(index.Terms[0].Variable, index.Terms[0].Factor);
        }

        IEnumerable<string> terms = index.Terms.Select(static term => term.Block == 0
            ? Literal.Times(term.Variable, term.Factor)
            : $"(({term.Variable} >> {Literal.Of(Log2(term.Block))}) * {Literal.Of(term.Factor)}) + ({term.Variable} & {Literal.Of(term.Block - 1)})");
        return string.Join(" + ", constant == "0" && index.Terms.Count > 0 ? terms : [constant, .. terms]);
    }

    private static int Log2(int power) => power == 1 ? 0 : 1 + Log2(power / 2);

    private string Text(Expression expression) => expression switch
    {
        Variable variable => variable.Name,
        Number number => $"{Vector}.Broadcast({Single(number.Value)})",
        Load load => $"{Vector}.Load(ref {Text(load.From)}, {Text(load.Vector)})",
        LoadShared load => $"{Vector}.LoadShared(ref {Text(load.From)}, {Text(load.Vector)})",
        BroadcastRow row => $"{Vector}.Broadcast(ref {Text(row.From)}, {Text(row.Row)})",
        BroadcastParameters sum => $"{Vector}.Broadcast({string.Join(" + ", sum.Parameters.Select(Text))})",
        UnitNumber unit => $"{Vector}.Broadcast({unit.Variable})",
        UnitNumbers unit => $"{Reductions}Index<{Vector}>({unit.Variable})",
        Operation operation => Text(operation),
        Bounded bounded => $"{Vector}.{(bounded.Operator == Operator.Max ? "AtLeast" : "AtMost")}({Text(bounded.Value)}, {Text(bounded.Limit)})",
        MultiplyAdd sum => $"{Vector}.MultiplyAdd({Text(sum.First)}, {Text(sum.Second)}, {Text(sum.Sum)})",
        MultiplyAddBroadcast sum => $"{Vector}.MultiplyAdd(ref {Text(sum.Weight)}, {Text(sum.Factor)}, {Text(sum.Sum)})",
        MultiplyAddShared sum => $"{Vector}.MultiplyAdd({Text(sum.Factor)}, ref {Text(sum.Weights)}, {Literal.Of(sum.Vector)}, {Text(sum.Sum)})",
        Total { Parts: { Count: 4 } parts } => $"({parts[0]} + {parts[1]}) + ({parts[2]} + {parts[3]})",
        Total total => string.Join(" + ", total.Parts),
        Dot dot => $"{Reductions}Dot<{Vector}>(ref {Text(dot.Weights)}, ref {Text(dot.Source)}, {Literal.Of(dot.Count)})",
        FirstUnits units => $"{Reductions}First({Text(units.Value)}, {Literal.Of(units.Units)} - {units.Variable}, {Single(units.Neutral)})",
        AcrossUnits reduction => $"{Vector}.{(reduction.Reduction == Operator.Sum ? "SumOfEach" : "LargestOfEach")}({Text(reduction.Value)})",
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "Has no text."),
    };

    private string Text(Operation operation)
    {
        Notation notation = operation.Operator.Row().Notation ?? throw new InvalidOperationException($"{operation.Operator} is not written as an expression.");
        IEnumerable<string> operands = operation.Operands.Select((operand, index) =>
            notation.IsSign && index >= notation.FirstFactor ? Factor(operand) : Text(operand));
        return notation.Form switch
        {
            NotationForm.Infix => string.Join($" {notation.Symbol} ", operands),
            NotationForm.Instruction => $"{Vector}.{notation.Symbol}({string.Join(", ", operands)})",
            NotationForm.Function => $"{Functions}{notation.Symbol}({string.Join(", ", operands)})",
            _ => notation.Symbol + operands.Single(),
        };
    }

    /// <summary>An operand in parentheses, where it is written with a sign itself.</summary>
    private string Factor(Expression operand) =>
        operand is Operation { Operator: var op } && op.Row().Notation is { IsSign: true } ? $"({Text(operand)})" : Text(operand);

    private static string Single(double number) => double.IsNegativeInfinity(number) ? "float.NegativeInfinity" : Literal.Of(number);
}
