using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks;
using RnnGen.Generator.Planning;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Interpretation;

/// <summary>
/// A model after planning, run in double precision: methods are called in the order and with the rows that are emitted. Memory is not a number wherever nothing
/// has been written, so that a value which is read too early, or which another one has replaced, shows in the results.
/// </summary>
internal sealed class LoweredModel(ModelPlan plan, PackedParameters packed, MachineShape shape)
{
    private readonly Dictionary<EmittedMethod, Action<Address, IReadOnlyDictionary<Origin, Address>, bool>> prepared = [];

    /// <summary>Whether a prediction runs methods or uses memory of its own.</summary>
    public bool PredictsApart => plan.Prediction is not null || plan.Ends(ProgramKinds.Predict).Any();

    private Network Network => plan.Network;

    /// <summary>The outputs, [batch, output length, output size].</summary>
    public double[] Predict(double[] parameters, double[] inputs)
    {
        double[] storage = Packed(parameters);
        return InBlocks(inputs.Length / InputsPerSample, (first, samples) =>
        {
            bool isInStretches = plan.Prediction is not null;
            Address memory = Memory(plan.Prediction?.Rows ?? plan.Memory.Rows);
            Pack(inputs, first, samples, Network.InputLength, Network.InputSize, plan.Memory.Inputs, plan.Memory.InputStride, memory);
            PackMasks(first, samples, memory);
            foreach (StatePlace state in plan.States)
            {
                Rows(memory, isInStretches ? state.InPrediction!.Value.Initial : state.Initial, state.Length).Clear();
            }

            if (plan.Prediction is { } prediction)
            {
                Through([.. plan.LayersOf(prediction.SegmentGroups)], (layer, segment) => Run(layer.Prediction, segment, storage, memory));
            }
            else
            {
                RunAll(plan.Layers, storage, memory);
                RunAll(plan.Ends(ProgramKinds.Predict), storage, memory);
            }

            (int start, int stride) = plan.Prediction?.Outputs ?? plan.Outputs;
            return Unpack(memory, samples, Network.OutputLength, Network.OutputSize, start, stride);
        });
    }

    /// <summary>The mean loss, and its gradients over parameters.</summary>
    /// <param name="parameters">[parameter count]</param>
    /// <param name="inputs">[batch, input length, input size]</param>
    /// <param name="targets">[batch, output length, targets per step]</param>
    public (double Loss, double[] ParameterGradients) Gradients(double[] parameters, double[] inputs, double[] targets)
    {
        double[] storage = Packed(parameters);
        double[] gradients = new double[Network.ParameterCount];
        int batch = inputs.Length / InputsPerSample;
        double weight = 1 / Count(targets, batch);
        double loss = InBlocks(batch, (first, samples) =>
        {
            Address memory = Trained(storage, inputs, first, samples);
            Pack(targets, first, samples, Network.OutputLength, Network.TargetsPerStep, plan.Memory.Targets, plan.Memory.TargetStride, memory);
            for (int step = 0; step < Network.OutputLength; step++)
            {
                Span<double> weights = Rows(memory, plan.LossWeights.Start + (step * plan.LossWeights.Stride), 1);
                for (int sample = 0; sample < shape.Samples; sample++)
                {
                    bool counts = sample < samples && Counts(targets, first + sample, step);
                    weights[sample] = counts ? weight : 0;
                }
            }

            RunAll(plan.Ends(ProgramKinds.Train), storage, memory);
            double[] losses = Losses(memory, samples);
            BackThroughEnds(ProgramKinds.Train, storage, memory);
            Back(storage, memory, gradients);
            return losses;
        }).Sum() * weight;
        return (loss, gradients);

        // What a step counts is replaced by gradients: losses are read before.
        double[] Losses(Address memory, int samples) =>
        [
            .. from step in Enumerable.Range(0, Network.OutputLength)
               from sample in Enumerable.Range(0, samples)
               let value = Rows(memory, plan.Losses.Start + (step * plan.Losses.Stride), 1)[sample]
               select Rows(memory, plan.LossWeights.Start + (step * plan.LossWeights.Stride), 1)[sample] != 0 ? value : 0,
        ];
    }

    /// <summary>The vector–Jacobian product: gradients over parameters and inputs.</summary>
    /// <param name="parameters">[parameter count]</param>
    /// <param name="inputs">[batch, input length, input size]</param>
    /// <param name="outputGradients">[batch, output length, output size]</param>
    public (double[] ParameterGradients, double[] InputGradients) Backward(double[] parameters, double[] inputs, double[] outputGradients)
    {
        double[] storage = Packed(parameters);
        double[] gradients = new double[Network.ParameterCount];
        double[] inputGradients = InBlocks(inputs.Length / InputsPerSample, (first, samples) =>
        {
            Address memory = Trained(storage, inputs, first, samples);
            RunAll(plan.Ends(ProgramKinds.Predict), storage, memory);
            (int start, int stride) = plan.OutputGradients;
            Pack(outputGradients, first, samples, Network.OutputLength, Network.OutputSize, start, stride, memory, beyond: 0);
            BackThroughEnds(ProgramKinds.Predict, storage, memory);
            Back(storage, memory, gradients);
            return Unpack(memory, samples, Network.InputLength, Network.InputSize, plan.Memory.InputGradients, plan.Memory.InputStride);
        });
        return (gradients, inputGradients);
    }

    /// <summary>Lengths of samples, which are where the network has them already, and what is dropped.</summary>
    public MaskValues Masks { get; init; } = new();

    private int InputsPerSample => Network.InputLength * Network.InputSize;

    /// <summary>A block's memory after the layers have run.</summary>
    private Address Trained(double[] storage, double[] inputs, int first, int samples)
    {
        Address memory = Memory(plan.Memory.Rows);
        Pack(inputs, first, samples, Network.InputLength, Network.InputSize, plan.Memory.Inputs, plan.Memory.InputStride, memory);
        PackMasks(first, samples, memory);
        foreach (StatePlace state in plan.States)
        {
            Rows(memory, state.Initial, state.Length).Clear();
        }

        // Inputs that nobody reads have the gradient that fresh memory has.
        Rows(memory, plan.Memory.StateGradients, plan.Memory.StateGradientRows).Clear();
        Rows(memory, plan.Memory.InputGradients, Network.InputLength * plan.Memory.InputStride).Clear();
        RunAll(plan.Layers, storage, memory);
        return memory;
    }

    private void BackThroughEnds(ProgramKinds program, double[] storage, Address memory)
    {
        foreach (LayerPlan layer in plan.Ends(program))
        {
            Run(layer.InputGradient, 0, storage, memory);
        }
    }

    private void Back(double[] storage, Address memory, double[] gradients) => Through([.. plan.SegmentGroups], (layer, segment) =>
    {
        Run(layer.Gradient, segment, storage, memory);
        Run(layer.InputGradient, segment, storage, memory);
        foreach (OuterProductRun run in In(layer.OuterProducts, segment))
        {
            AddOuterProducts(run, segment, memory, gradients);
        }
    });

    private static void Through((SegmentGroup SegmentGroup, IReadOnlyList<LayerPlan> Layers)[] segmentGroups, Action<LayerPlan, int> run)
    {
        foreach ((SegmentGroup segmentGroup, IReadOnlyList<LayerPlan> layers) in segmentGroups)
        {
            for (int segment = 0; segment < segmentGroup.Count; segment++)
            {
                foreach (LayerPlan layer in layers)
                {
                    run(layer, segment);
                }
            }
        }
    }

    private void RunAll(IEnumerable<LayerPlan> layers, double[] storage, Address memory)
    {
        foreach (LayerPlan layer in layers)
        {
            Run(layer.Forward, 0, storage, memory);
        }
    }

    private void Run(TimedCalls calls, int segment, double[] storage, Address memory)
    {
        foreach (CallRun run in In(calls.Segments, segment))
        {
            for (int call = 0; call < run.Count; call++)
            {
                int step = run.Step.At(call) + (segment * run.Step.SegmentStride);
                Dictionary<Origin, int> rows = run.Method.Arguments.ToDictionary(
                    static argument => argument.Origin, argument => argument.Rows.At(argument.IsFixed ? argument.Step : step + argument.Step));
                Run(run.Method.Kernel, run.Method.FirstParameter, rows, storage, memory);
            }
        }
    }

    private static IReadOnlyList<T> In<T>(IReadOnlyList<SegmentRuns<T>> segments, int segment)
        where T : ISegmentRun<T> => segments.Last(runs => runs.First <= segment).Runs;

    private void Run(EmittedMethod method, int start, Dictionary<Origin, int> rows, double[] storage, Address memory)
    {
        foreach (StepMethod part in method.First.Parts)
        {
            EmittedMethod called = plan.Methods[part];
            int first = start + part.FirstParameter - method.First.FirstParameter;
            Run(called, first, part.Origins.Zip(called.Origins).ToDictionary(static pair => pair.Second, pair => rows[pair.First]), storage, memory);
        }

        if (method.First.Parts.Count == 0)
        {
            bool isOdd = rows.TryGetValue(new Origin(Place.StepBuffer), out int buffer) && (buffer / BufferRows(method)) % 2 == 1;
            Prepared(method)(new Address(storage, start), rows.ToDictionary(static row => row.Key, row => At(memory, row.Value)), isOdd);
        }
    }

    private Action<Address, IReadOnlyDictionary<Origin, Address>, bool> Prepared(EmittedMethod method)
    {
        if (!prepared.TryGetValue(method, out Action<Address, IReadOnlyDictionary<Origin, Address>, bool>? run))
        {
            run = LoopInterpreter.Prepare(shape, method.Body(method.TakesTwo ? shape.Vectors : 1));
            prepared.Add(method, run);
        }

        return run;
    }

    private int BufferRows(EmittedMethod method) =>
        PackedParameters.Pad(plan.Groups.First(layer => layer.Layer == method.Home).General.StepBufferRows);

    private void AddOuterProducts(OuterProductRun run, int segment, Address memory, double[] gradients)
    {
        int start = run.FirstParameter;
        for (int call = 0; call < run.Count; call++)
        {
            Dictionary<Origin, int> rows = run.Arguments.ToDictionary(static argument => argument.Origin, argument =>
                argument.Rows.At(argument.Step.Start + (segment * argument.Step.SegmentStride)) + (call * argument.Stride));
            foreach (OuterProductPlan product in run.Method.OuterProducts)
            {
                double[] gradient = Values(product.RowGradients, product.Rows);
                foreach (OuterProductTarget target in product.Weights)
                {
                    double[] source = Values(product.Sources[target.Source].Location, target.Columns);
                    for (int row = 0; row < product.Rows; row++)
                    {
                        for (int column = 0; column < target.Columns; column++)
                        {
                            gradients[start + target.Offset + (row * target.Columns) + column] += Product(gradient, row, source, column);
                        }
                    }
                }

                foreach (int bias in product.Biases)
                {
                    for (int row = 0; row < product.Rows; row++)
                    {
                        gradients[start + bias + row] += gradient.AsSpan(row * shape.Samples, shape.Samples).ToArray().Sum();
                    }
                }
            }

            double[] Values(Location location, int count) => Rows(memory, rows[location.Origin] + location.Row, count).ToArray();
        }

        double Product(double[] gradient, int row, double[] source, int column)
        {
            double sum = 0;
            for (int sample = 0; sample < shape.Samples; sample++)
            {
                sum += gradient[(row * shape.Samples) + sample] * source[(column * shape.Samples) + sample];
            }

            return sum;
        }
    }

    private double[] InBlocks(int batch, Func<int, int, double[]> run)
    {
        var results = new List<double>();
        for (int first = 0; first < batch; first += shape.Samples)
        {
            results.AddRange(run(first, Math.Min(shape.Samples, batch - first)));
        }

        return [.. results];
    }

    private Address Memory(int rows)
    {
        double[] memory = new double[rows * shape.Samples];
        memory.AsSpan().Fill(double.NaN);
        return new(memory, 0);
    }

    private Address At(Address memory, int row) => memory.Plus(row * shape.Samples);

    private Span<double> Rows(Address memory, int row, int count) => At(memory, row).Span(0, count * shape.Samples);

    private void PackMasks(int first, int samples, Address memory)
    {
        foreach (Mask mask in Network.Masks)
        {
            for (int step = 0; step < plan.Memory.MaskSteps(mask); step++)
            {
                Span<double> rows = Rows(memory, plan.Memory.Mask(mask) + (step * plan.Memory.MaskStride(mask)), mask.Length);
                for (int lane = 0; lane < shape.Samples; lane++)
                {
                    double[] values = Masks.Of(Network, mask, first + Math.Min(lane, samples - 1), step);
                    for (int unit = 0; unit < values.Length; unit++)
                    {
                        rows[(unit * shape.Samples) + lane] = values[unit];
                    }
                }
            }
        }
    }

    /// <summary>Samples side by side; those beyond the last repeat it, or have a value of their own.</summary>
    private void Pack(double[] values, int first, int samples, int steps, int size, int row, int stride, Address memory, double? beyond = null)
    {
        for (int step = 0; step < steps; step++)
        {
            Span<double> rows = Rows(memory, row + (step * stride), size);
            for (int index = 0; index < size; index++)
            {
                for (int lane = 0; lane < shape.Samples; lane++)
                {
                    int sample = first + Math.Min(lane, samples - 1);
                    rows[(index * shape.Samples) + lane] = lane >= samples && beyond is { } other ? other : values[(((sample * steps) + step) * size) + index];
                }
            }
        }
    }

    private double[] Unpack(Address memory, int samples, int steps, int size, int row, int stride) =>
    [
        .. from sample in Enumerable.Range(0, samples)
           from step in Enumerable.Range(0, steps)
           from index in Enumerable.Range(0, size)
           select Rows(memory, row + (step * stride) + index, 1)[sample],
    ];

    /// <summary>The parameters and their packed copy.</summary>
    private double[] Packed(double[] parameters)
    {
        double[] storage = new double[packed.Count];
        parameters.CopyTo(storage, 0);
        foreach (PackedBlock block in packed.Blocks)
        {
            for (int row = 0; row < block.Block.Rows; row++)
            {
                for (int column = 0; column < block.Block.Columns; column++)
                {
                    storage[block.Offset + (row / block.Units * block.UnitStep) + (column * block.Pitch) + (row % block.Units)] =
                        (packed.SumOf(block.Block) ?? [block.Block]).Sum(summand => parameters[summand.Offset + (row * block.Block.Columns) + column]);
                }
            }
        }

        return storage;
    }

    private bool Counts(double[] targets, int sample, int step) => !Network.Criterion.TakesClasses || targets[(sample * Network.OutputLength) + step] >= 0;

    private double Count(double[] targets, int batch) =>
        Network.Criterion.TakesClasses ? targets.Count(static target => target >= 0) : (double)batch * Network.OutputLength * Network.OutputSize;
}
