namespace RnnGen.Generator.Steps;

/// <summary>One value of a step: <see cref="Length"/> units for every sample. Nodes are made by their <see cref="StepGraph"/> only.</summary>
internal sealed class Node
{
    internal Node(StepGraph graph, int id, Operator op, int length, IReadOnlyList<Node> operands, ParameterBlock? block, double value, string name)
    {
        Graph = graph;
        Id = id;
        Operator = op;
        Length = length;
        Operands = operands;
        Block = block;
        Value = value;
        Name = name;
    }

    public StepGraph Graph { get; }

    /// <summary>Position in the graph: operands come before their users.</summary>
    public int Id { get; }

    public Operator Operator { get; }

    public int Length { get; }

    public IReadOnlyList<Node> Operands { get; }

    /// <summary>The weights of a product, or the vector of a <see cref="Operator.Parameter"/>.</summary>
    public ParameterBlock? Block { get; }

    /// <summary>The number of a <see cref="Operator.Constant"/>; the first unit of a <see cref="Operator.Slice"/>.</summary>
    public double Value { get; }

    /// <summary>What the textbook calls it; empty where it has no name of its own.</summary>
    public string Name { get; private set; }

    public bool IsZero => Operator == Operator.Constant && Value == 0;

    public bool IsOne => Operator == Operator.Constant && Value == 1;

    /// <summary>Gives the value the name of the formula it stands in; the first name stays.</summary>
    public Node Named(string name)
    {
        if (Name.Length == 0 && !Operator.IsLeaf())
        {
            Name = name;
        }

        return this;
    }

    public static Node operator +(Node left, Node right) => left.Graph.Apply(Operator.Add, left, right);

    public static Node operator -(Node left, Node right) => left.Graph.Apply(Operator.Subtract, left, right);

    public static Node operator *(Node left, Node right) => left.Graph.Apply(Operator.Multiply, left, right);

    public static Node operator /(Node left, Node right) => left.Graph.Apply(Operator.Divide, left, right);

    public static Node operator -(Node value) => value.Graph.Apply(Operator.Negate, value);

    public static Node operator +(Node left, double right) => left + left.Graph.Constant(right);

    public static Node operator -(double left, Node right) => right.Graph.Constant(left) - right;

    public static Node operator -(Node left, double right) => left - left.Graph.Constant(right);

    public static Node operator *(double left, Node right) => right.Graph.Constant(left) * right;

    public static Node operator +(Node left, ParameterBlock right) => left + left.Graph.Parameter(right);

    /// <summary>Nodes are equal if they are the same one. Sets and dictionaries hold those of one graph.</summary>
    public override int GetHashCode() => Id;

    public override string ToString() => Name.Length > 0 ? Name : $"{Operator}#{Id}";
}
