using RnnGen.Generator.Loops;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning.Kernels;

/// <summary>The statements of a loop over units: loads, expressions, stores; in a gate kernel also the sums that it begins with.</summary>
internal sealed class ElementwiseLoop
{
    private const string Unit = "unit";
    private const string Second = "second";
    private const string Reversed = "reversed";
    private const string Next = "next";

    private readonly LoopForms forms;
    private readonly ElementwiseKernel kernel;
    private readonly KernelNames names;
    private readonly LoopSchedule schedule;
    private readonly GateKernel? gateKernel;
    private readonly int vectors;

    /// <param name="forms">What loops over units look like.</param>
    /// <param name="kernel">The loop.</param>
    /// <param name="reserved">Names that are taken.</param>
    /// <param name="gateKernel">The gate kernel that it is part of; null where there is none.</param>
    /// <param name="vectors">Vectors of units that the body works on at the same time, one or two.</param>
    public ElementwiseLoop(LoopForms forms, ElementwiseKernel kernel, IEnumerable<string> reserved, GateKernel? gateKernel = null, int vectors = 1)
    {
        this.forms = forms;
        this.kernel = kernel;
        names = new KernelNames(reserved);
        schedule = new LoopSchedule(kernel, gateKernel);
        this.gateKernel = gateKernel;
        this.vectors = vectors;
    }

    public IEnumerable<Statement> Statements()
    {
        Node[] reductions = [.. kernel.Values.Where(value => value.Operator.IsReduction())];
        Node[] constants = Constants();
        KeyValuePair<Node, Location>[] singles = [.. schedule.LoadsBeforeLoop];
        Statement[] remarks = gateKernel is null ? [] : [GateSums.Remark(gateKernel)];
        if (reductions.Length + constants.Length + singles.Length == 0 && kernel.Units > 1 && gateKernel is not { Alternates: true })
        {
            return [.. remarks, .. Loop()];
        }

        // A scope around what stands outside the loop: its names are free again afterwards. Statements are made in their order, for names are given in it.
        var body = new List<Statement>();
        body.AddRange(constants.Select(constant => new Let(names.Name(constant), new Number(constant.Value))));
        body.AddRange(singles.Select(load => new Let(names.Name(load.Key), forms.LoadSingle(load.Value))));
        body.AddRange(reductions.Select(reduction => new Let(names.Name(reduction), new Number(LoopForms.Neutral(reduction.Operator)))));
        body.AddRange(Loop());
        body.AddRange(reductions.SelectMany(Finish));
        return [.. remarks, Scope.Of(body)];
    }

    private IEnumerable<Statement> Finish(Node reduction)
    {
        if (forms.Finish(reduction.Operator, names.Of(reduction)) is { } finish)
        {
            yield return finish;
        }

        foreach ((_, Location location) in kernel.Stores.Where(store => store.Value == reduction))
        {
            yield return forms.Store(location, LoopIndex.Zero, new Variable(names.Of(reduction)));
        }
    }

    private IEnumerable<Statement> Loop()
    {
        int padded = PackedParameters.Pad(kernel.Units);
        return kernel.Units == 1 ? Units(Vectors(null))
            : gateKernel is { Alternates: true } ?
            [
                new Alternation(Reversed, new Origin(Place.StepBuffer)),
                For.Of(Next, padded, LoopStep.Vector, [new AlternatingUnit(Unit, Reversed, Next, padded), .. Units(Vectors(Unit))]),
            ]
            : vectors == 2 ? [For.Of(Unit, padded, new LoopStep(2, LoopUnit.Vector), [new NextVector(Second, Unit), .. Units(Vectors(Unit, Second))])]
            : [For.Of(Unit, kernel.Units, forms.Step, Units(Vectors(Unit)))];
    }

    /// <summary>Vectors of units that a body works on at the same time; null for the only unit there is.</summary>
    private IReadOnlyList<UnitVector> Vectors(params string?[]? units) =>
        [.. names.Of(units?.Length ?? 1).Zip(units ?? [null], (own, unit) =>
            new UnitVector(unit, own, new ElementwiseExpressions(own, forms, kernel.Parameters, unit ?? Unit)))];

    private Node[] Constants() =>
    [
        .. kernel.Values.SelectMany(value => value.Operands)
            .Concat(kernel.Stores.Select(store => store.Value))
            .Where(node => node.Operator == Operator.Constant)
            .Distinct(),
    ];

    /// <summary>Each action for every vector before the next one, so that their chains of operations are under way together.</summary>
    private IEnumerable<Statement> Units(IReadOnlyList<UnitVector> vectors)
    {
        IEnumerable<Node> computed = kernel.Values.Concat(kernel.Stores.Select(store => store.Value))
            .Except(gateKernel?.Gates.Select(GateKernel.ValueOf) ?? []);
        Statement[] only = vectors[0].Unit is null && computed.Any(UsesUnit) ? [new OnlyUnit(Unit)] : [];
        return
        [
            .. only,
            .. schedule.Actions.SelectMany(action => action is Summation sum
                ? new GateSums(gateKernel!, sum.Gates, vectors).Statements()
                : vectors.Select(vector => Of(action, vector))),
        ];
    }

    private Statement Of(LoopAction action, UnitVector vector)
    {
        (_, KernelNames own, ElementwiseExpressions expressions) = vector;
        switch (action)
        {
            case ValueRead load:
                return new Let(own.Name(load.Value), load.Value.Length == 1 ? forms.LoadSingle(load.From) : forms.Load(load.From, vector.Index));
            case Computation { Value: var value } when value.Operator.IsReduction():
                return forms.Reduce(value.Operator, own.Of(value), expressions.Of(value.Operands[0]), kernel.Units, Unit);
            case Computation { Value: var value }:
                Expression definition = expressions.Definition(value);
                return new Let(own.Name(value), definition);
            case ValueWrite store:
                return forms.Store(store.To, vector.Index, expressions.Of(store.Value));
            default:
                throw new ArgumentOutOfRangeException(nameof(action), action, "Is no statement.");
        }
    }

    private static bool UsesUnit(Node node) =>
        node.Operator is Operator.UnitIndex or Operator.Parameter || node.Operands.Any(operand => operand.Operator is Operator.UnitIndex or Operator.Parameter);
}

/// <summary>A vector of units that the body of a loop works on.</summary>
/// <param name="Unit">The variable that says which unit it begins with; null where there is no loop.</param>
/// <param name="Names">Names of its values.</param>
/// <param name="Expressions">What is computed of them.</param>
internal sealed record UnitVector(string? Unit, KernelNames Names, ElementwiseExpressions Expressions)
{
    /// <summary>The unit it begins with.</summary>
    public LoopIndex Index => Unit is null ? LoopIndex.Zero : LoopIndex.Of(Unit);
}
