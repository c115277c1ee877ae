using RnnGen.Generator.Declarations;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning.Kernels;

/// <summary>Names of locals in one loop: the formula's own where they are free.</summary>
internal sealed class KernelNames
{
    private readonly HashSet<string> arguments;
    private readonly HashSet<string> taken;
    private readonly Dictionary<Node, string> names;
    private int unnamed;

    public KernelNames(IEnumerable<string> reserved)
        : this([.. reserved], [.. reserved, "p", "w", "unit", "second", "row", "k", "v", "weights", "column", "reversed", "next", "rest"], [])
    {
    }

    private KernelNames(HashSet<string> arguments, HashSet<string> taken, Dictionary<Node, string> names, int unnamed = 0)
    {
        this.arguments = arguments;
        this.taken = taken;
        this.names = names;
        this.unnamed = unnamed;
    }

    /// <summary>
    /// Names of so many vectors of units that one body works on: those that are named already they have in common, of the others each gets its own.
    /// </summary>
    public IReadOnlyList<KernelNames> Of(int vectors)
    {
        HashSet<string> together = [.. taken];
        return [.. Enumerable.Range(0, vectors).Select(_ => new KernelNames(arguments, together, new Dictionary<Node, string>(names), unnamed))];
    }

    public bool IsNamed(Node node) => names.ContainsKey(node);

    public string Of(Node node) => names[node];

    public string Name(Node node)
    {
        string wish = node.Operator == Operator.Constant ? ConstantName(node.Value)
            : node.Operator == Operator.Parameter ? "bias"
            : node.Name.Length > 0 ? Identifiers.Escape(node.Name)
            : $"t{unnamed++}";
        if (arguments.Contains(wish))
        {
            // The argument with the row has the value's name.
            wish += "Value";
        }

        string name = wish;
        for (int number = 2; !taken.Add(name); number++)
        {
            name = $"{wish}{number}";
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
