using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;
using RnnGen.Generator.Programs;
using RnnGen.Parity;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Interpretation;

/// <summary>Compares plans of a model with what the reference computes at a point that is drawn.</summary>
internal sealed class LoweredCheck
{
    private const double Tolerance = 1e-9;

    /// <summary>Multiplications of models that run on all shapes of machines.</summary>
    private const long Most = 500_000;

    /// <summary>Plans know nothing of other samples.</summary>
    private const int Batch = 1;

    /// <summary>Tiles of either height.</summary>
    private static readonly MachineShape[] Batches = [new(1, HoldsSamples: true, TileRows: 8), new(1, HoldsSamples: true, TileRows: 4)];

    /// <summary>Long vectors of which there are two at a time, and short ones.</summary>
    private static readonly MachineShape[] Sequences = [new(16, HoldsSamples: false, Vectors: 2), new(4, HoldsSamples: false, Vectors: 1)];

    private readonly ParityCase item;
    private readonly ReferenceModel reference;
    private readonly double[] parameters;
    private readonly double[] lookedUp;
    private readonly int summed;
    private readonly double[] targets;
    private readonly double[] outputGradients;
    private readonly double[] outputs;
    private readonly (double Loss, double[] Parameters, double[] Inputs) gradients;
    private readonly (double[] Parameters, double[] Inputs) products;

    public LoweredCheck(ParityCase item)
    {
        this.item = item;
        var network = Network.Create(item.Declaration);
        reference = new ReferenceModel(network) { Masks = MaskValues.Pattern(network) };
        ParityPoint point = ParityPoint.Draw(reference, Batch, seed: 1);
        parameters = ParityPoint.Doubles(point.Parameters);
        double[] inputs = ParityPoint.Doubles(point.Inputs);
        lookedUp = Samples.LookUp(reference.Network, parameters, inputs);
        summed = reference.Network.Table?.Offset ?? parameters.Length; // no plan has a table of tokens
        targets = ParityPoint.Doubles(point.Targets);
        outputGradients = ParityPoint.Doubles(point.OutputGradients[0]);
        outputs = reference.Predict(parameters, inputs);
        gradients = reference.Gradients(parameters, inputs, targets);
        products = reference.Backward(parameters, inputs, outputGradients);
    }

    /// <summary>About how many multiplications a forward pass takes.</summary>
    public long Work => (long)reference.Network.ParameterCount * reference.Network.InputLength;

    /// <summary>Plans the model.</summary>
    public ModelPlans Plan(Target target) => ModelPlans.Create(reference.Programs, target);

    /// <summary>
    /// Runs all programs, for batches with tiles of either height, and for one sequence with vectors of two lengths; large models for one machine each.
    /// </summary>
    /// <param name="plans">The plans.</param>
    public void Run(ModelPlans plans)
    {
        foreach ((ModelPlan plan, MachineShape[] shapes) in new[] { (plans.Batches, Batches), (plans.Sequence, Sequences) })
        {
            foreach (MachineShape shape in shapes.Take(Work <= Most ? shapes.Length : 1))
            {
                Train(plan, plans.Packed, shape, "all passes");
            }

            LoweredModel model = new(plan, plans.Packed, shapes[0]) { Masks = reference.Masks };
            (double[] ofOutputs, double[] ofInputs) = model.Backward(parameters, lookedUp, outputGradients);
            Equal($"{item}, {shapes[0]}: outputs", outputs, model.Predict(parameters, lookedUp));
            Equal($"{item}, {shapes[0]}: parameters' gradients of the outputs", products.Parameters[..summed], ofOutputs[..summed]);
            Equal($"{item}, {shapes[0]}: inputs' gradients of the outputs", products.Inputs, ofInputs);
        }
    }

    /// <summary>Trains for batches, and predicts where that is not the first half of it.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="how">How they were made, for messages.</param>
    public void RunBatches(ModelPlans plans, string how) => RunOnce(plans.Batches, plans.Packed, Batches[0], how);

    /// <summary>Likewise one sequence.</summary>
    public void RunSequence(ModelPlans plans, string how) => RunOnce(plans.Sequence, plans.Packed, Sequences[0], how);

    private void RunOnce(ModelPlan plan, PackedParameters packed, MachineShape shape, string how)
    {
        LoweredModel model = Train(plan, packed, shape, how);
        if (model.PredictsApart)
        {
            Equal($"{item}, {how}, {shape}: outputs", outputs, model.Predict(parameters, lookedUp));
        }
    }

    private LoweredModel Train(ModelPlan plan, PackedParameters packed, MachineShape shape, string how)
    {
        var model = new LoweredModel(plan, packed, shape) { Masks = reference.Masks };
        (double loss, double[] ofLoss) = model.Gradients(parameters, lookedUp, targets);
        Equal($"{item}, {how}, {shape}: loss", [gradients.Loss], [loss]);
        Equal($"{item}, {how}, {shape}: parameters' gradients of the loss", gradients.Parameters[..summed], ofLoss[..summed]);
        return model;
    }

    private static void Equal(string what, double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Max(Math.Abs);
        for (int index = 0; index < expected.Length; index++)
        {
            bool isNear = Math.Abs(expected[index] - actual[index]) <= Tolerance * (1 + largest) || expected[index].Equals(actual[index]);
            Assert.True(isNear, $"{what} [{index}]: expected {expected[index]}, found {actual[index]}.");
        }
    }
}
