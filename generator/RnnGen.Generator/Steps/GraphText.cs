using System.Globalization;

namespace RnnGen.Generator.Steps;

/// <summary>
/// A step as the textbook writes it, printed from its graph: a line for each result and each gate. Matrices of inputs are W, those of what depends on a state U, vectors
/// that are added b and d, each with the name of its gate where there are several: <c>i = σ(W_i x + b_i + U_i h + d_i), likewise f, o</c>.
/// </summary>
internal sealed class GraphText
{
    private static readonly string[] OfInputs = ["W", "V", "Q"], OfStates = ["U", "R", "S"], Added = ["b", "d", "e"], Alone = ["p", "q"];

    private readonly Dictionary<Node, string> shown = [];
    private readonly HashSet<Node> dependsOnState;
    private readonly bool hasSubscripts;

    /// <summary>The names that the line being written gives to its parameters.</summary>
    private readonly Dictionary<ParameterBlock, string> symbols = [];
    private string subscript = "";

    private GraphText(IReadOnlyList<(string Name, Node Value)> results, IReadOnlyList<Node> states)
    {
        dependsOnState = [.. states];
        var uses = new Dictionary<Node, int>();
        Node[] nodes = [.. Needed(results.Select(static result => Resolve(result.Value)), uses).OrderBy(static node => node.Id)];
        var hasProduct = new HashSet<Node>();
        var hasParameter = new HashSet<Node>();
        int linesWithParameters = 0;
        foreach (Node node in nodes)
        {
            if (Operands(node).Any(dependsOnState.Contains))
            {
                dependsOnState.Add(node);
            }

            bool isGate = IsFunction(node) && Operands(node).Any(hasProduct.Contains);
            if (node.Operator == Operator.MatVec || Operands(node).Any(hasProduct.Contains))
            {
                hasProduct.Add(node);
            }

            if (node.Block is not null || Operands(node).Any(hasParameter.Contains))
            {
                hasParameter.Add(node);
            }

            string? name = results.FirstOrDefault(result => Resolve(result.Value) == node).Name
                ?? (node.Name.Length > 0 && !node.Operator.IsLeaf() && (isGate || uses[node] > 1) ? node.Name : null);
            if (name is not null)
            {
                shown.Add(node, name);
                hasProduct.Remove(node);
                linesWithParameters += hasParameter.Remove(node) ? 1 : 0;
            }
        }

        hasSubscripts = linesWithParameters > 1;
    }

    /// <param name="results">What the step gives, and what it is called: <c>h'</c>.</param>
    /// <param name="states">The states before it.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<(string Name, Node Value)> results, IReadOnlyList<Node> states)
    {
        var text = new GraphText(results, states);
        var lines = new List<(string Name, string Shape, List<string> Likewise)>();
        foreach (KeyValuePair<Node, string> line in text.shown.OrderBy(static line => line.Key.Id))
        {
            string shape = text.Line(line.Key);
            if (shape.Contains(Own) && lines.Find(other => other.Shape == shape) is { Likewise: { } likewise })
            {
                likewise.Add(line.Value);
            }
            else
            {
                lines.Add((line.Value, shape, []));
            }
        }

        return
        [
            .. lines.Select(static line =>
                $"{line.Name} = {line.Shape.Replace(Own, Subscript(line.Name))}{(line.Likewise.Count > 0 ? ", likewise " + string.Join(", ", line.Likewise) : "")}"),
            // One value under two names.
            .. results.Where(result => text.shown[Resolve(result.Value)] != result.Name).Select(result => $"{result.Name} = {text.shown[Resolve(result.Value)]}"),
        ];
    }

    /// <summary>Stands for the name of the line in the names of its parameters.</summary>
    private const string Own = "\0";

    private static string Subscript(string name) => name.TrimEnd('\'');

    /// <summary>A value's flush is not part of the formula.</summary>
    private static Node Resolve(Node node) => node.Operator is Operator.FlushToZero or Operator.Expand ? Resolve(node.Operands[0]) : node;

    /// <summary>The operands of a value; of one that an activation gives, what that is applied to.</summary>
    private static IEnumerable<Node> Operands(Node node) =>
        node.Graph.ActivationOf(node) is { } activation ? [Resolve(activation.Argument)] : node.Operands.Select(Resolve);

    private static bool IsFunction(Node node) => node.Graph.ActivationOf(node) is not null || node.Operator.Row().Notation is { Form: NotationForm.Function };

    private static HashSet<Node> Needed(IEnumerable<Node> results, Dictionary<Node, int> uses)
    {
        var needed = new HashSet<Node>();
        var open = new Stack<Node>(results);
        while (open.Count > 0)
        {
            Node node = open.Pop();
            if (needed.Add(node))
            {
                foreach (Node operand in Operands(node))
                {
                    uses[operand] = uses.TryGetValue(operand, out int count) ? count + 1 : 1;
                    open.Push(operand);
                }
            }
        }

        foreach (Node node in needed.Where(node => !uses.ContainsKey(node)))
        {
            uses.Add(node, 0);
        }

        return needed;
    }

    private string Line(Node node)
    {
        symbols.Clear();
        subscript = hasSubscripts ? "_" + Own : "";
        return node.Operator == Operator.Parameter ? Own + "_0" : Expression(node).Text;
    }

    private (string Text, Binding Binding) Operand(Node node) =>
        Resolve(node) is var value && shown.TryGetValue(value, out string? name) ? (name, Binding.Atom) : Expression(value);

    private string Operand(Node node, Binding least)
    {
        (string text, Binding binding) = Operand(node);
        return binding < least ? $"({text})" : text;
    }

    private (string Text, Binding Binding) Expression(Node node)
    {
        IReadOnlyList<Node> of = node.Operands;
        if (node.Graph.ActivationOf(node) is { } activation)
        {
            return ($"{activation.Name}({Operand(activation.Argument).Text})", Binding.Atom);
        }

        return node.Operator switch
        {
            Operator.Input => (node.Name, Binding.Atom),
            Operator.Constant => (Number(node.Value), node.Value < 0 ? Binding.Sum : Binding.Atom),
            Operator.UnitIndex => ("unit", Binding.Atom),
            Operator.Parameter => (Symbol(node.Block!, Alone), Binding.Atom),
            Operator.MatVec => ($"{Symbol(node.Block!, dependsOnState.Contains(Resolve(of[0])) ? OfStates : OfInputs)} {Operand(of[0], Binding.Atom)}", Binding.Product),
            Operator.Add => ($"{Summand(of[0])} + {Summand(of[1])}", Binding.Sum),
            Operator.Subtract => ($"{Summand(of[0])} - {Operand(of[1], Binding.Quotient)}", Binding.Sum),
            Operator.Multiply when Resolve(of[0]) == Resolve(of[1]) => ($"{Operand(of[0], Binding.Atom)}²", Binding.Product),
            Operator.Multiply when Divisor(of[0]) is { } divisor => ($"{Operand(of[1], Binding.Product)} / {divisor}", Binding.Quotient),
            Operator.Multiply => ($"{Operand(of[0], Binding.Product)} {Operand(of[1], Binding.Product)}", Binding.Product),
            Operator.Divide => ($"{Operand(of[0], Binding.Product)} / {Operand(of[1], Binding.Atom)}", Binding.Quotient),
            Operator.Negate => ($"-{Operand(of[0], Binding.Product)}", Binding.Sum),
            Operator.Abs => ($"|{Operand(of[0]).Text}|", Binding.Atom),
            Operator.IfGreater => ($"{Operand(of[0], Binding.Sum)} > {Operand(of[1], Binding.Sum)} ? {Operand(of[2], Binding.Sum)} : {Operand(of[3], Binding.Sum)}", Binding.Choice),
            Operator.IfEqual => ($"{Operand(of[0], Binding.Sum)} = {Operand(of[1], Binding.Sum)} ? {Operand(of[2], Binding.Sum)} : {Operand(of[3], Binding.Sum)}", Binding.Choice),
            Operator.Concat => ($"[{string.Join(", ", of.Select(part => Operand(part).Text))}]", Binding.Atom),
            Operator.Slice => ($"{Operand(of[0], Binding.Atom)}[{Number(node.Value)}..{Number(node.Value + node.Length)}]", Binding.Atom),
            var op => ($"{op.Row().TextbookName}({string.Join(", ", of.Select(operand => Operand(operand).Text))})", Binding.Atom),
        };
    }

    /// <summary>A summand: a vector of parameters is a bias there.</summary>
    private string Summand(Node node) => Resolve(node) is { Operator: Operator.Parameter } bias && !shown.ContainsKey(bias) ? Symbol(bias.Block!, Added) : Operand(node, Binding.Sum);

    /// <summary>The first of some names that the line has not given to other parameters.</summary>
    private string Symbol(ParameterBlock block, string[] letters)
    {
        if (!symbols.TryGetValue(block, out string? symbol))
        {
            IEnumerable<string> numbered = Enumerable.Range(2, symbols.Count + 1).Select(number => letters[0] + number.ToString(CultureInfo.InvariantCulture));
            symbol = letters.Concat(numbered).Select(letter => letter + subscript).First(name => !symbols.ContainsValue(name));
            symbols.Add(block, symbol);
        }

        return symbol;
    }

    private static string? Divisor(Node factor) =>
        factor.Operator == Operator.Constant && factor.Value is > 0 and < 1 && Math.Abs(Math.Round(1 / factor.Value) - (1 / factor.Value)) < 1e-9 ? Number(Math.Round(1 / factor.Value)) : null;

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>How firmly an expression holds together: what holds less than its surroundings ask for stands in parentheses.</summary>
    private enum Binding
    {
        Choice,
        Sum,
        Quotient,
        Product,
        Atom,
    }
}
