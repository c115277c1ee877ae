using FsCheck;
using FsCheck.Fluent;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Tests.Reference;
using RnnGen.Reference;

namespace RnnGen.Parity;

/// <summary>Networks drawn at random from what the declaration language allows.</summary>
internal static class RandomCases
{
    /// <summary>What FsCheck grows lists and numbers by; nothing here depends on it.</summary>
    private const int Size = 50;

    /// <summary>Equal seeds draw equal networks.</summary>
    public static IEnumerable<ParityCase> Draw(int count, ulong seed) => Gen.Sample(Case, count, new Rnd(seed), Size);

    private static Gen<ParityCase> Case =>
        from topology in Gen.Elements(Enum.GetValues<Topology>())
        from loss in Gen.Elements(Enum.GetValues<Loss>())
        from steps in topology == Topology.OneToOne ? Gen.Constant(1) : Gen.Choose(1, 24)
        from outputSteps in OutputSteps(topology, steps)
        from inputSize in Gen.Choose(1, 12)
        from layers in Gen.Choose(1, 3).SelectMany(depth => Gen.ListOf(Layer, depth))
        from output in Output(loss)
        from unroll in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Choose(1, 30)))
        from batch in Gen.Choose(1, 40)
        from skip in Gen.Frequency((2, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>("Concatenate", "From")))
        from truncated in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 12)))
        from tokens in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 20)))
        from anyLength in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(topology is Topology.ManyToOne or Topology.ManyToMany)))
        let start = (tokens == 0
            ? Declare.Model(steps, inputSize, topology, loss, outputSteps)
            : Declare.Model(steps, null, topology, loss, outputSteps).Layer("Embedding", ("VocabularySize", tokens), ("Size", inputSize))).Unroll(unroll).Truncated(truncated)
        let padded = anyLength ? start.OfAnyLength() : start
        select new ParityCase("random", output(Skip(layers.Aggregate(padded, (model, layer) => layer(model)), skip)), batch);

    /// <summary>A branch beside the layers so far, joined with them: of the input, or of what a layer beside them makes of it.</summary>
    private static Declare Skip(Declare model, string? how)
    {
        string last = LayerNames.Of(model.Declaration)[^1];
        string input = Network.TakesTokens(model.Declaration) ? LayerNames.Of(model.Declaration)[0] : DeclaredGraph.InputName;
        return how switch
        {
            null => model,
            "Concatenate" => model.Layer("Concatenate", ("Layers", new EquatableArray<string>([input, last]))),
            _ => model.Layer("SimpleRnn", ("Units", 3), ("From", input), ("Name", "branch"))
                .Layer("Concatenate", ("Layers", new EquatableArray<string>(["branch", last]))),
        };
    }

    private static Gen<int?> OutputSteps(Topology topology, int steps) => topology is Topology.OneToMany or Topology.ManyToMany
        ? Gen.Frequency((1, Gen.Constant<int?>(null)), (1, Gen.Choose(1, steps).Select(number => (int?)number)))
        : Gen.Constant<int?>(null);

    /// <summary>Any layer with any of its options.</summary>
    private static Gen<Func<Declare, Declare>> Layer =>
        from layer in Gen.Elements(LayerCases.Kinds.AsEnumerable())
        from values in Gen.CollectToList(layer.Options, Value)
        let written = layer.Options.Zip(values, static (option, value) => (Option: option, Value: value)).Where(static argument => argument.Value is not null).ToArray()
        let arguments = written.Where(argument => argument.Option.Needs is not { } needed || written.Contains((needed, true)))
            .Select(static argument => (argument.Option.Name, argument.Value)).ToArray()
        select (Func<Declare, Declare>)(model => model.Layer(layer.Name, arguments));

    /// <summary>A value for an option; null where it is not written.</summary>
    private static Gen<object?> Value(LayerOption option) => option switch
    {
        IntegerOption number => Gen.Choose(number.Smallest, Math.Min(number.Largest, 20)).Select(static value => (object?)value),
        // Not beyond the middle: what is left of values that are nearly all dropped is a hundred times as large.
        NumberOption number => Gen.Choose(0, 8).Select(value => (object?)(number.Smallest + ((number.Largest - number.Smallest) * value / 16))),
        FlagOption => Gen.Elements<object?>(null, true, false),
        ActivationOption => InCell,
        IChoiceOption choice => Gen.Elements<object?>([null, .. Enum.GetValues(choice.Enumeration)]),
        _ => Gen.Constant<object?>(null),
    };

    /// <summary>Mostly the default; of the others those that keep a recurrence from growing without bound.</summary>
    private static Gen<object?> InCell => Gen.Frequency(
        (3, Gen.Constant<object?>(null)),
        (2, Gen.Elements<object?>(Activation.Tanh, Activation.Sigmoid, Activation.HardSigmoid, Activation.Softsign)));

    private static Gen<Func<Declare, Declare>> Output(Loss loss) =>
        from units in Gen.Choose(2, 7)
        from activation in loss switch
        {
            Loss.CrossEntropy => Gen.Constant(Activation.Softmax),
            Loss.BinaryCrossEntropy => Gen.Constant(Activation.Sigmoid),
            _ => Gen.Elements(Enum.GetValues<Activation>().Except([Activation.Exponential])),
        }
        from recurrent in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(loss is not (Loss.CrossEntropy or Loss.BinaryCrossEntropy))))
        select (Func<Declare, Declare>)(model => recurrent ? model.SimpleRnn(units) : model.Dense(units, activation));
}
