using RnnGen.Generator.Declarations;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Emission;

/// <summary>Names of locals in one loop: the formula's own where they are free.</summary>
internal sealed class KernelNames(IEnumerable<string> reserved)
{
    private readonly HashSet<string> taken = [.. reserved, "p", "w", "unit", "row", "k", "v", "weights", "column", "reversed", "next", "rest"];
    private readonly Dictionary<Node, string> names = [];
    private int unnamed;

    public bool IsNamed(Node node) => names.ContainsKey(node);

    public string Of(Node node) => names[node];

    public string Name(Node node)
    {
        string wish = node.Operator == Operator.Constant ? ConstantName(node.Value)
            : node.Operator == Operator.Parameter ? "bias"
            : node.Name.Length > 0 ? Identifiers.Escape(node.Name)
            : "t" + Literal.Of(unnamed++);
        if (node.Operator == Operator.Input && taken.Contains(wish))
        {
            // The argument with the row has the input's name.
            wish += "Value";
        }

        string name = wish;
        for (int number = 2; !taken.Add(name); number++)
        {
            name = wish + Literal.Of(number);
        }

        names.Add(node, name);
        return name;
    }

    /// <summary>A name for one of several sums that make up a value, which has a name already.</summary>
    public string Part(Node node, int part)
    {
        string name = Of(node) + (char)('A' + part);
        while (!taken.Add(name))
        {
            name += "_";
        }

        return name;
    }

    private static string ConstantName(double value) => value switch
    {
        0 => "zero",
        1 => "one",
        0.5 => "half",
        _ => "constant",
    };
}
