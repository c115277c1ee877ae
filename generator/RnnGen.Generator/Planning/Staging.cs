using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>
/// Cuts a step into stages. Values of one stage are computed in loops that need nothing of each other; what a later stage
/// needs goes through memory. Elementwise work of equal length shares a loop until a value is needed across units.
/// </summary>
internal sealed class Staging
{
    private readonly Func<Node, bool> inMemory;
    private readonly Dictionary<Node, List<Node>> users = [];
    private readonly Dictionary<Node, List<Node>> readers = [];
    private readonly Dictionary<Node, int> stages = [];
    private readonly Dictionary<Node, Affine> affines = [];
    private readonly HashSet<Node> roots;
    private readonly HashSet<Node> computed;
    private readonly List<Node> needed;

    /// <param name="roots">Values that must be delivered.</param>
    /// <param name="inMemory">Values that are in memory before the step begins.</param>
    public Staging(IReadOnlyCollection<Node> roots, Func<Node, bool> inMemory)
    {
        this.inMemory = inMemory;
        this.roots = [.. roots];
        needed = Needed(roots);
        foreach (Node node in needed)
        {
            Place(node);
        }

        Computed = needed.FindAll(node => !IsAbsorbed(node));
        computed = [.. Computed];
        NoteReaders();
        Postpone();
    }

    /// <summary>Values computed, operands before users; without the sums inside a matrix product.</summary>
    public IReadOnlyList<Node> Computed { get; }

    /// <summary>Whether <paramref name="node"/> is among <see cref="Computed"/>.</summary>
    public bool IsComputed(Node node) => computed.Contains(node);

    /// <summary>The computed values that <paramref name="node"/> is an operand of; one twice where it is so twice.</summary>
    public IEnumerable<Node> Users(Node node) => users.TryGetValue(node, out List<Node>? all) ? all.FindAll(computed.Contains) : [];

    public int Stage(Node node) => stages[node];

    /// <summary>The accumulators of a value computed as a matrix product; null for other values.</summary>
    public Affine? AffineOf(Node node) => affines.TryGetValue(node, out Affine? affine) ? affine : null;

    /// <summary>The length of the loop in which <paramref name="node"/> is computed.</summary>
    public static int Extent(Node node) => node.Operator.IsReduction() ? node.Operands[0].Length : node.Length;

    /// <summary>Whether a value computed here is also read by another loop, and so must be stored.</summary>
    public bool CrossesLoops(Node node) =>
        readers.TryGetValue(node, out List<Node>? all) && all.Exists(user => !SameLoop(node, user));

    /// <summary>Turns <see cref="Reads"/> around.</summary>
    private void NoteReaders()
    {
        foreach (Node user in Computed)
        {
            foreach (Node read in Reads(user))
            {
                Add(readers, read, user);
            }
        }
    }

    private static void Add(Dictionary<Node, List<Node>> lists, Node key, Node entry)
    {
        if (!lists.TryGetValue(key, out List<Node>? list))
        {
            list = [];
            lists.Add(key, list);
        }

        list.Add(entry);
    }

    /// <summary>What the computation of <paramref name="node"/> reads.</summary>
    private IEnumerable<Node> Reads(Node node) =>
        affines.TryGetValue(node, out Affine? affine)
            ? affine.Products.Select(product => product.Operands[0]).Concat(affine.Addends)
            : node.Operands;

    private bool SameLoop(Node value, Node user) =>
        !affines.ContainsKey(value) && !affines.ContainsKey(user) && !value.Operator.IsReduction()
        && Extent(value) == Extent(user) && stages[value] == stages[user];

    private List<Node> Needed(IEnumerable<Node> from)
    {
        var seen = new HashSet<Node>();
        var pending = new Stack<Node>(from);
        while (pending.Count > 0)
        {
            Node node = pending.Pop();
            if (node.Operator.IsLeaf() || inMemory(node) || !seen.Add(node))
            {
                continue;
            }

            foreach (Node operand in node.Operands)
            {
                Add(users, operand, node);
                pending.Push(operand);
            }
        }

        List<Node> inOrder = [.. seen];
        inOrder.Sort((left, right) => left.Id - right.Id);
        return inOrder;
    }

    /// <summary>The earliest stage in which another loop can read <paramref name="operand"/>.</summary>
    private int ReadableFrom(Node operand) => stages.TryGetValue(operand, out int stage) ? stage + 1 : 0;

    private void Place(Node node)
    {
        if (node.Operator.IsProduct())
        {
            var affine = new Affine();
            affine.Products.Add(node);
            affines[node] = affine;
            stages[node] = ReadableFrom(node.Operands[0]);
        }
        else if (node.Operator == Operator.Add && TryJoin(node) is { } joined)
        {
            affines[node] = joined;
            stages[node] = joined.Products.Max(product => stages[product]);
        }
        else
        {
            stages[node] = node.Operands.Max(operand =>
                !affines.ContainsKey(operand) && !operand.Operator.IsReduction() && Extent(operand) == Extent(node)
                    && stages.TryGetValue(operand, out int stage)
                    ? stage
                    : ReadableFrom(operand));
        }
    }

    /// <summary>Makes a sum with a matrix product in it one accumulation, unless the other summand comes too late for that.</summary>
    private Affine? TryJoin(Node sum)
    {
        Affine left = Part(sum.Operands[0], sum.Length);
        Affine right = Part(sum.Operands[1], sum.Length);
        if (sum.Operands.Any(operand => operand.Length != sum.Length) || left.Products.Count + right.Products.Count == 0)
        {
            return null;
        }

        Affine joined = Affine.Sum(left, right);
        int stage = joined.Products.Max(product => stages[product]);
        return joined.Addends.All(addend => ReadableFrom(addend) <= stage) ? joined : null;
    }

    private Affine Part(Node operand, int length)
    {
        // An accumulation that someone else reads too, or that must be delivered, stays a value of its own.
        if (affines.TryGetValue(operand, out Affine? affine) && users[operand].Count == 1 && !roots.Contains(operand) && operand.Length == length)
        {
            return affine;
        }

        var part = new Affine();
        (operand.Operator == Operator.Parameter ? part.Parameters : part.Addends).Add(operand);
        return part;
    }

    private bool IsAbsorbed(Node node) =>
        affines.ContainsKey(node) && !roots.Contains(node) && users[node].Count == 1 && users[node][0] is { Operator: Operator.Add } user
        && affines.TryGetValue(user, out Affine? sum) && !sum.Addends.Contains(node);

    /// <summary>Moves elementwise values to the stage of their first reader: a value read in one loop only needs no memory.</summary>
    private void Postpone()
    {
        for (int index = needed.Count - 1; index >= 0; index--)
        {
            Node node = needed[index];
            if (node.Operator.IsElementwise() && !affines.ContainsKey(node) && !roots.Contains(node) && readers.TryGetValue(node, out List<Node>? all))
            {
                int latest = all.Min(user => !affines.ContainsKey(user) && Extent(user) == Extent(node) ? stages[user] : stages[user] - 1);
                stages[node] = Math.Max(stages[node], latest);
            }
        }
    }
}
