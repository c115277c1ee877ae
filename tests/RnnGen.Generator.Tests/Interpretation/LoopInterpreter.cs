using RnnGen.Generator.Loops;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Tests.Interpretation;

using Buffer = RnnGen.Generator.Loops.Buffer;
using Reference = RnnGen.Generator.Loops.Reference;

/// <summary>
/// Runs the statements of kernels in double precision: what emitted code computes, without the compiler, the JIT and the machine. A kernel is made into
/// delegates once, because kernels run at every step.
/// </summary>
/// <param name="shape">The machine.</param>
internal sealed class LoopInterpreter(MachineShape shape)
{
    private readonly Dictionary<string, int> names = [];

    private delegate void Action(LoopState state);

    private delegate void Vector(LoopState state, Span<double> result);

    private delegate double OneLane(double first, double second);

    /// <summary>Makes statements into something that runs them.</summary>
    /// <param name="shape">The machine.</param>
    /// <param name="statements">The statements.</param>
    /// <returns>What takes the first parameter, the first rows and whether the step is odd.</returns>
    public static Action<Address, IReadOnlyDictionary<Origin, Address>, bool> Prepare(MachineShape shape, IEnumerable<Statement> statements)
    {
        var interpreter = new LoopInterpreter(shape);
        Action run = interpreter.All(statements);
        return (parameters, rows, isOddStep) => run(new LoopState(shape, parameters, rows, isOddStep, interpreter.names.Count));
    }

    private int Name(string name)
    {
        if (!names.TryGetValue(name, out int number))
        {
            number = names.Count;
            names.Add(name, number);
        }

        return number;
    }

    private Action All(IEnumerable<Statement> statements)
    {
        if (statements.FirstOrDefault(static statement => statement is not (Remark or Gap)) is InsteadIfZero instead)
        {
            Vector value = Value(instead.Value);
            Action body = All(instead.Body), rest = All(statements.SkipWhile(statement => statement != instead).Skip(1));
            return state =>
            {
                Span<double> lanes = stackalloc double[shape.Lanes];
                value(state, lanes);
                (lanes.ContainsAnyExcept(0.0) ? rest : body)(state);
            };
        }

        Action[] actions = [.. statements.Where(static statement => statement is not (Remark or Gap)).Select(One)];
        return state =>
        {
            foreach (Action action in actions)
            {
                action(state);
            }
        };
    }

    private Action One(Statement statement) => statement switch
    {
        Scope scope => All(scope.Body),
        For loop => Of(loop),
        IfTilesAreTaller tall => shape.TileRows > tall.Rows ? All(tall.Body) : static _ => { },
        Counter counter => SetCounter(counter.Variable, static _ => 0),
        OnlyUnit unit => SetCounter(unit.Variable, static _ => 0),
        NextVector next => SetCounter(next.Variable, Index(LoopIndex.Of(next.After).Plus(shape.Lanes))),
        Alternation => static _ => { },
        AlternatingUnit unit => SetCounter(unit.Variable, Alternating(unit)),
        LetReference let => Of(let),
        Let let => Put(let.Name, Value(let.Value)),
        DeclareLocals declare => All([.. declare.Names.Select(static name => new Let(name, new Number(0)))]),
        Set { Name: var name, Value: MultiplyAddBroadcast { Factor: Variable factor, Sum: Variable sum } product } when sum.Name == name =>
            Accumulate(name, factor.Name, At(product.Weight), LoopIndex.Zero, isSingle: true),
        Set { Name: var name, Value: MultiplyAddShared { Factor: Variable factor, Sum: Variable sum } product } when sum.Name == name =>
            Accumulate(name, factor.Name, At(product.Weights), LoopIndex.Of(product.Vector), isSingle: false),
        Set set => Put(set.Name, Value(set.Value)),
        AddTo add => Put(add.Name, Lanes(Value(new Variable(add.Name)), Value(add.Value), static (sum, value) => sum + value)),
        Store store => Of(store),
        _ => throw new ArgumentOutOfRangeException(nameof(statement), statement, "Nobody knows how to run it."),
    };

    private Action Of(For loop)
    {
        int variable = Name(loop.Variable);
        Action body = All(loop.Body);
        int step = loop.Step.Count * loop.Step.Unit switch
        {
            LoopUnit.Vector => shape.Lanes,
            LoopUnit.Tile => shape.TileRows,
            _ => 1,
        };
        int end = loop.Count - (loop.WholeSteps ? step - 1 : 0);
        bool continues = loop.Continues;
        return state =>
        {
            ref int value = ref state.Counters[variable];
            for (value = continues ? value : 0; value < end; value += step)
            {
                body(state);
            }
        };
    }

    private Action SetCounter(string variable, Func<LoopState, int> value)
    {
        int name = Name(variable);
        return state => state.Counters[name] = value(state);
    }

    private Func<LoopState, int> Alternating(AlternatingUnit unit)
    {
        int next = Name(unit.Next);
        int last = unit.Units - shape.Lanes;
        return state => state.IsOddStep ? last - state.Counters[next] : state.Counters[next];
    }

    private Action Of(LetReference let)
    {
        int name = Name(let.Name);
        Func<LoopState, Address> to = At(let.To);
        return state => state.References[name] = to(state);
    }

    private Action Put(string variable, Vector value)
    {
        int name = Name(variable);
        return state =>
        {
            // The local may be among the operands.
            Span<double> result = stackalloc double[shape.Lanes];
            value(state, result);
            result.CopyTo(state.Vector(name));
        };
    }

    /// <summary>Adds a product to a local, in its place: that is most of what kernels do.</summary>
    private Action Accumulate(string sum, string factor, Func<LoopState, Address> weights, LoopIndex vector, bool isSingle)
    {
        (int to, int from) = (Name(sum), Name(factor));
        Func<LoopState, int> index = Index(vector);
        return state =>
        {
            Span<double> sums = state.Vector(to);
            ReadOnlySpan<double> factors = state.Vector(from);
            ReadOnlySpan<double> products = weights(state).Span(index(state) * shape.Lanes, isSingle ? 1 : shape.Lanes);
            for (int lane = 0; lane < sums.Length; lane++)
            {
                sums[lane] += factors[lane] * products[isSingle ? 0 : lane];
            }
        };
    }

    private Action Of(Store store)
    {
        Func<LoopState, Address> to = At(store.To);
        Func<LoopState, int> vector = Index(store.Vector);
        Vector value = Value(store.Value);
        return state =>
        {
            Span<double> result = stackalloc double[shape.Lanes];
            value(state, result);
            result.CopyTo(to(state).Span(vector(state) * shape.Lanes, shape.Lanes));
        };
    }

    private Vector Value(Expression expression) => expression switch
    {
        Variable variable => Local(variable.Name),
        Number number => Same(_ => number.Value),
        Load load => Read(load.From, load.Vector),
        LoadShared load => Read(load.From, load.Vector),
        BroadcastRow row => Same(At(row.From), Index(row.Row)),
        BroadcastParameters sum => Same(Sum([.. sum.Parameters.Select(At)])),
        UnitNumber unit => Same(Number(unit.Variable)),
        UnitNumbers unit => UnitNumbers(unit.Variable),
        Operation operation => Of(operation),
        Bounded bounded => Lanes(Value(bounded.Value), Value(bounded.Limit), bounded.Operator == Operator.Max ? Math.Max : Math.Min),
        MultiplyAdd sum => Sum(Value(sum.First), Value(sum.Second), Value(sum.Sum)),
        MultiplyAddBroadcast sum => Sum(Same(At(sum.Weight), static _ => 0), Value(sum.Factor), Value(sum.Sum)),
        MultiplyAddShared sum => Sum(Value(sum.Factor), Read(sum.Weights, LoopIndex.Of(sum.Vector)), Value(sum.Sum)),
        Total total => total.Parts.Select(Local).Aggregate(static (sum, part) => Lanes(sum, part, static (one, other) => one + other)),
        Dot dot => Dot(At(dot.Weights), At(dot.Source), dot.Count),
        FirstUnits units => First(Value(units.Value), Name(units.Variable), units.Units, units.Neutral),
        AcrossUnits reduction => Across(Value(reduction.Value), reduction.Reduction),
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "Nobody knows its value."),
    };

    private Vector Of(Operation operation)
    {
        Vector[] operands = [.. operation.Operands.Select(Value)];
        switch (operation.Operator)
        {
            case Operator.Add:
                return Lanes(operands[0], operands[1], static (one, other) => one + other);
            case Operator.Multiply:
                return Lanes(operands[0], operands[1], static (one, other) => one * other);
            default:
                Func<double[], double> of = operation.Operator.Row().Value ?? throw new InvalidOperationException($"{operation.Operator} has no value.");
                double[] values = new double[operands.Length * shape.Lanes];
                double[] lane = new double[operands.Length];
                return (state, result) =>
                {
                    for (int operand = 0; operand < operands.Length; operand++)
                    {
                        operands[operand](state, values.AsSpan(operand * shape.Lanes, shape.Lanes));
                    }

                    for (int index = 0; index < result.Length; index++)
                    {
                        for (int operand = 0; operand < operands.Length; operand++)
                        {
                            lane[operand] = values[(operand * shape.Lanes) + index];
                        }

                        result[index] = of(lane);
                    }
                };
        }
    }

    private Vector Local(string variable)
    {
        int name = Name(variable);
        return (state, result) => state.Vector(name).CopyTo(result);
    }

    private Func<LoopState, double> Number(string variable)
    {
        int name = Name(variable);
        return state => state.Counters[name];
    }

    private static Vector Same(Func<LoopState, double> value) => (state, result) => result.Fill(value(state));

    private static Vector Same(Func<LoopState, Address> from, Func<LoopState, int> index) => (state, result) => result.Fill(from(state)[index(state)]);

    private static Func<LoopState, double> Sum(Func<LoopState, Address>[] parameters) => state => parameters.Sum(parameter => parameter(state)[0]);

    private Vector UnitNumbers(string variable)
    {
        int name = Name(variable);
        return (state, result) =>
        {
            for (int lane = 0; lane < result.Length; lane++)
            {
                result[lane] = state.Counters[name] + lane;
            }
        };
    }

    private Vector Read(Reference from, LoopIndex vector)
    {
        Func<LoopState, Address> start = At(from);
        Func<LoopState, int> index = Index(vector);
        return (state, result) => start(state).Span(index(state) * result.Length, result.Length).CopyTo(result);
    }

    private static Vector Lanes(Vector one, Vector other, OneLane of) => (state, result) =>
    {
        Span<double> second = stackalloc double[result.Length];
        one(state, result);
        other(state, second);
        for (int lane = 0; lane < result.Length; lane++)
        {
            result[lane] = of(result[lane], second[lane]);
        }
    };

    private static Vector Sum(Vector first, Vector second, Vector sum) => (state, result) =>
    {
        Span<double> factor = stackalloc double[result.Length];
        Span<double> other = stackalloc double[result.Length];
        first(state, factor);
        second(state, other);
        sum(state, result);
        for (int lane = 0; lane < result.Length; lane++)
        {
            result[lane] += factor[lane] * other[lane];
        }
    };

    private static Vector Dot(Func<LoopState, Address> weights, Func<LoopState, Address> source, int count) => (state, result) =>
    {
        result.Clear();
        ReadOnlySpan<double> ones = weights(state).Span(0, count);
        ReadOnlySpan<double> others = source(state).Span(0, count);
        for (int index = 0; index < count; index++)
        {
            result[0] += ones[index] * others[index];
        }
    };

    private static Vector First(Vector value, int unit, int units, double neutral) => (state, result) =>
    {
        value(state, result);
        int inside = Math.Clamp(units - state.Counters[unit], 0, result.Length);
        result[inside..].Fill(neutral);
    };

    private static Vector Across(Vector value, Operator reduction) => (state, result) =>
    {
        value(state, result);
        double all = result[0];
        foreach (double lane in result[1..])
        {
            all = reduction == Operator.Sum ? all + lane : Math.Max(all, lane);
        }

        result.Fill(all);
    };

    private Func<LoopState, Address> At(Reference reference)
    {
        Func<LoopState, Address> start = Start(reference.Buffer);
        if (reference.Offset is null)
        {
            return start;
        }

        Func<LoopState, int> offset = Index(reference.Offset);
        return state => start(state).Plus(offset(state));
    }

    private Func<LoopState, Address> Start(Buffer buffer)
    {
        switch (buffer)
        {
            case RowBuffer { Origin: var origin }:
                return state => state.Rows(origin);
            case LocalBuffer local:
                int name = Name(local.Name);
                return state => state.References[name];
            case ParameterBuffer:
                return static state => state.Parameters;
            default:
                throw new ArgumentOutOfRangeException(nameof(buffer), buffer, "Nobody knows where it is.");
        }
    }

    private Func<LoopState, int> Index(LoopIndex index)
    {
        int constant = index.Constant;
        (int Variable, int Factor, int Block)[] terms = [.. index.Terms.Select(term => (Name(term.Variable), term.Factor, term.Block))];
        if (terms.Length == 0)
        {
            return _ => constant;
        }

        if (terms is [(int only, int times, 0)])
        {
            return state => constant + (state.Counters[only] * times);
        }

        return state =>
        {
            int sum = constant;
            foreach ((int variable, int factor, int block) in terms)
            {
                int value = state.Counters[variable];
                sum += block == 0 ? value * factor : (value / block * factor) + (value % block);
            }

            return sum;
        };
    }
}
