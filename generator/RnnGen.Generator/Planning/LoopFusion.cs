using RnnGen.Generator.Loops;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Cuts a step into stages. Values of one stage are computed in loops that need nothing of each other; what a later stage
/// needs goes through memory. Elementwise work of equal length shares a loop until a value is needed across units.
/// </summary>
internal sealed class LoopFusion
{
    /// <summary>What is known of every node of the graph, by its id.</summary>
    private readonly Facts[] facts;
    private readonly List<Node> needed;
    private readonly List<Node> computed = [];

    /// <param name="roots">Values that must be delivered.</param>
    /// <param name="inMemory">Values that are in memory before the step begins.</param>
    /// <param name="passing">Those among them whose place is taken during the step: products read copies, which are made in the first loops.</param>
    public LoopFusion(IReadOnlyList<Node> roots, Dictionary<Node, Location> inMemory, IReadOnlyList<Node> passing)
    {
        IReadOnlyList<Node> graph = roots.Count > 0 ? roots[0].Graph.Nodes : [];
        facts = new Facts[graph.Count];
        for (int index = 0; index < passing.Count && graph.Count > 0; index++)
        {
            facts[passing[index].Id].IsPassing = true;
        }

        foreach (Node root in roots)
        {
            facts[root.Id].IsRoot = true;
        }

        needed = Needed(graph, inMemory);
        foreach (Node node in needed)
        {
            Place(node);
        }

        foreach (Node node in needed)
        {
            if (!IsAbsorbed(node))
            {
                facts[node.Id].IsComputed = true;
                computed.Add(node);
            }
        }

        NoteReaders();
        Postpone();
    }

    /// <summary>Values computed, operands before users; without the sums inside a matrix product.</summary>
    public IReadOnlyList<Node> Computed => computed;

    /// <summary>Whether <paramref name="node"/> is among <see cref="Computed"/>.</summary>
    public bool IsComputed(Node node) => facts[node.Id].IsComputed;

    /// <summary>The one computed value that <paramref name="node"/> is an operand of; null where there is none or more than one.</summary>
    public Node? OnlyUser(Node node)
    {
        Node? only = null;
        foreach (Node user in facts[node.Id].Users ?? [])
        {
            if (IsComputed(user) && user != only)
            {
                if (only is not null)
                {
                    return null;
                }

                only = user;
            }
        }

        return only;
    }

    /// <summary>The one computed value that reads <paramref name="node"/>; null where there is none or more than one.</summary>
    public Node? OnlyReader(Node node) => facts[node.Id].Readers is { Count: 1 } readers ? readers[0] : null;

    public int Stage(Node node) => facts[node.Id].ReadableFrom - 1;

    /// <summary>The accumulators of a value computed as a matrix product; null for other values.</summary>
    public Affine? AffineOf(Node node) => facts[node.Id].Affine;

    /// <summary>The length of the loop in which <paramref name="node"/> is computed.</summary>
    public static int Extent(Node node) => node.Operator.IsReduction() ? node.Operands[0].Length : node.Length;

    /// <summary>Whether a value computed here is also read by another loop, and so must be stored.</summary>
    public bool CrossesLoops(Node node)
    {
        foreach (Node reader in facts[node.Id].Readers ?? [])
        {
            if (!SameLoop(node, reader))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a value that is in memory from the start is read by a product, or in a later stage than the first.</summary>
    public bool IsReadAfterFirstLoops(Node node)
    {
        foreach (Node reader in facts[node.Id].Readers ?? [])
        {
            if (AffineOf(reader) is not null || Stage(reader) > 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool SameLoop(Node value, Node user) =>
        AffineOf(value) is null && AffineOf(user) is null && !value.Operator.IsReduction()
        && Extent(value) == Extent(user) && Stage(value) == Stage(user);

    /// <summary>What the roots are computed from, operands before users, and the users of each.</summary>
    private List<Node> Needed(IReadOnlyList<Node> graph, Dictionary<Node, Location> inMemory)
    {
        var found = new List<Node>();
        for (int id = graph.Count - 1; id >= 0; id--)
        {
            Node node = graph[id];
            if ((facts[id].IsRoot || facts[id].Users is not null) && !node.Operator.IsLeaf() && !inMemory.ContainsKey(node))
            {
                found.Add(node);
                for (int operand = 0; operand < node.Operands.Count; operand++)
                {
                    (facts[node.Operands[operand].Id].Users ??= []).Add(node);
                }
            }
        }

        found.Reverse();
        return found;
    }

    /// <summary>Notes for every value what reads it: unlike its users, a product reads for all the sums it absorbs.</summary>
    private void NoteReaders()
    {
        foreach (Node reader in computed)
        {
            if (AffineOf(reader) is { } affine)
            {
                foreach (Node product in affine.Products)
                {
                    NoteReader(product.Operands[0], reader);
                }

                foreach (Node addend in affine.Addends)
                {
                    NoteReader(addend, reader);
                }
            }
            else
            {
                for (int operand = 0; operand < reader.Operands.Count; operand++)
                {
                    NoteReader(reader.Operands[operand], reader);
                }
            }
        }
    }

    private void NoteReader(Node read, Node reader) => (facts[read.Id].Readers ??= []).Add(reader);

    /// <summary>The earliest stage in which another loop can read <paramref name="operand"/>.</summary>
    private int ReadableFrom(Node operand) => facts[operand.Id].ReadableFrom;

    /// <summary>The earliest stage in which a product can.</summary>
    private int MultipliedFrom(Node operand) => facts[operand.Id].IsPassing ? 1 : ReadableFrom(operand);

    private void Place(Node node)
    {
        Affine? affine = node.Operator.IsProduct() ? new Affine { Products = { node } }
            : node.Operator == Operator.Add ? TryJoin(node)
            : null;
        facts[node.Id].Affine = affine;
        facts[node.Id].ReadableFrom = 1 + (node.Operator.IsProduct() ? MultipliedFrom(node.Operands[0])
            : affine is not null ? LastStage(affine)
            : FirstStage(node));
    }

    /// <summary>The first stage in which all operands of a value computed unit by unit are there: in its own loop, or in memory.</summary>
    private int FirstStage(Node node)
    {
        int stage = 0;
        for (int index = 0; index < node.Operands.Count; index++)
        {
            Node operand = node.Operands[index];
            int from = ReadableFrom(operand);
            bool sharesLoop = from > 0 && AffineOf(operand) is null && !operand.Operator.IsReduction() && Extent(operand) == Extent(node);
            stage = Math.Max(stage, sharesLoop ? from - 1 : from);
        }

        return stage;
    }

    /// <summary>The stage in which all the products of a sum can be computed.</summary>
    private int LastStage(Affine affine)
    {
        int stage = 0;
        foreach (Node product in affine.Products)
        {
            stage = Math.Max(stage, Stage(product));
        }

        return stage;
    }

    /// <summary>Makes a sum with a matrix product in it one accumulation, unless the other summand comes too late for that.</summary>
    private Affine? TryJoin(Node sum)
    {
        (Node first, Node second) = (sum.Operands[0], sum.Operands[1]);
        if (first.Length != sum.Length || second.Length != sum.Length)
        {
            return null;
        }

        Affine? left = Accumulation(first), right = Accumulation(second);
        if (left is null && right is null)
        {
            return null;
        }

        Affine joined = Affine.Sum(left ?? Affine.Of(first), right ?? Affine.Of(second));
        int stage = LastStage(joined);
        return joined.Addends.TrueForAll(addend => MultipliedFrom(addend) <= stage) ? joined : null;
    }

    /// <summary>The accumulation that a sum may take over: one that someone else reads too, or that must be delivered, stays a value of its own.</summary>
    private Affine? Accumulation(Node operand) =>
        facts[operand.Id].Users!.Count == 1 && !facts[operand.Id].IsRoot ? AffineOf(operand) : null;

    private bool IsAbsorbed(Node node) =>
        AffineOf(node) is not null && !facts[node.Id].IsRoot && facts[node.Id].Users is { Count: 1 } users && users[0] is { Operator: Operator.Add } user
        && AffineOf(user) is { } sum && !sum.Addends.Contains(node);

    /// <summary>Moves elementwise values to the stage of their first reader: a value read in one loop only needs no memory.</summary>
    private void Postpone()
    {
        for (int index = needed.Count - 1; index >= 0; index--)
        {
            Node node = needed[index];
            if (node.Operator.IsElementwise() && AffineOf(node) is null && !facts[node.Id].IsRoot && facts[node.Id].Readers is { } readers)
            {
                int latest = int.MaxValue;
                foreach (Node reader in readers)
                {
                    latest = Math.Min(latest, AffineOf(reader) is null && Extent(reader) == Extent(node) ? Stage(reader) : Stage(reader) - 1);
                }

                facts[node.Id].ReadableFrom = Math.Max(ReadableFrom(node), latest + 1);
            }
        }
    }

    /// <summary>What is known of a node.</summary>
    private struct Facts
    {
        /// <summary>Values needed that it is an operand of; one twice where it is so twice.</summary>
        public List<Node>? Users;

        /// <summary>Values computed that read it.</summary>
        public List<Node>? Readers;

        /// <summary>Its accumulators, where it is a matrix product or a sum with one in it.</summary>
        public Affine? Affine;

        /// <summary>The earliest stage in which another loop can read it: the one after its own, or 0 where it is in memory from the start.</summary>
        public int ReadableFrom;

        public bool IsRoot;

        /// <summary>Whether another value takes its place in memory during the step.</summary>
        public bool IsPassing;

        public bool IsComputed;
    }
}
