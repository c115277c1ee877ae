using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>
/// Sizes of a model and places in the workspace of a block. A row is one float for each sample of the block; for one sequence it is one float.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record NetworkLayout
{
    /// <summary>Steps that take an input.</summary>
    public required int InputLength { get; init; }

    /// <summary>Features of an input step.</summary>
    public required int InputSize { get; init; }

    /// <summary>Steps that give an output.</summary>
    public required int OutputLength { get; init; }

    /// <summary>Features of an output step.</summary>
    public required int OutputSize { get; init; }

    /// <summary>Target values of an output step: features, or one class id.</summary>
    public required int TargetSize { get; init; }

    /// <summary>Whether the loss takes targets from 0 to 1 only.</summary>
    public bool TargetsAreProbabilities { get; init; }

    /// <summary>Number of parameters.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>The table in which inputs, token ids, are looked up; null where inputs are features.</summary>
    public TokenTable? Tokens { get; init; }

    /// <summary>What part of the lanes holds something, and no padding, in percent.</summary>
    public required int LanesUsed { get; init; }

    /// <summary>First row of the inputs, [InputLength, InputSize].</summary>
    public required int Inputs { get; init; }

    /// <summary>Rows from one input step to the next.</summary>
    public required int InputStride { get; init; }

    /// <summary>First row of each output step's features.</summary>
    public required StridedRows Outputs { get; init; }

    /// <summary>First row of each output step's gradient.</summary>
    public required StridedRows OutputGradients { get; init; }

    /// <summary>First row of the targets, [OutputLength, TargetSize].</summary>
    public required int Targets { get; init; }

    /// <summary>Rows from one output step's targets to the next.</summary>
    public required int TargetStride { get; init; }

    /// <summary>Row of each output step's loss.</summary>
    public required StridedRows Losses { get; init; }

    /// <summary>Row of what each output step counts in the mean loss.</summary>
    public required StridedRows LossWeights { get; init; }

    /// <summary>First row of the gradients of the layers' states. They are zero before the gradients of outputs are given or computed.</summary>
    public required int StateGradients { get; init; }

    /// <summary>Rows of these gradients.</summary>
    public required int StateGradientRows { get; init; }

    /// <summary>First row of the inputs' gradients, [InputLength, InputSize].</summary>
    public required int InputGradients { get; init; }

    /// <summary>Rows of a block's workspace, in prediction as in training.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows of scratch memory for parameter gradients.</summary>
    public required int ScratchRows { get; init; }

    /// <summary>Floats of scratch memory for parameter gradients, besides the rows.</summary>
    public required int ScratchFloats { get; init; }

    /// <summary>Whether a layer has states, by which a step depends on those before.</summary>
    internal bool IsRecurrent => StateGradientRows > 0;

    /// <summary>Whether an output depends on inputs of later steps.</summary>
    public bool LooksAhead { get; init; }

    /// <summary>Whether samples may have fewer steps than the sequence length.</summary>
    public bool VariableLength { get; init; }

    /// <summary>Rows that say which steps a sample has, 1 or 0 at each: samples end together at the last step. Null where no layer asks.</summary>
    public StridedRows? Alive { get; init; }

    /// <summary>Rows of what dropout leaves of values.</summary>
    public DropoutRows[] Dropouts { get; init; } = [];

    /// <summary>Memory of a step of many streams; null where outputs depend on later inputs.</summary>
    public StreamsLayout? Streams { get; init; }

    /// <summary>The states that callers give and get, one after the other in each sample's; none where the network begins by itself.</summary>
    public CarriedState[] States { get; init; } = [];

    /// <summary>Floats of a sample's states.</summary>
    internal int StateSize
    {
        get
        {
            int size = 0;
            foreach (CarriedState state in States)
            {
                size += state.Length;
            }

            return size;
        }
    }

    /// <summary>How the network predicts; null where it keeps every step, as training does.</summary>
    public PredictionLayout? Prediction { get; init; }

    /// <summary>Rows that prediction needs, the first ones: what only training needs lies behind, from the targets on.</summary>
    internal int PredictionRows => Prediction?.Rows ?? Targets;

    /// <summary>Parameters whose gradients are sums over the samples of a block: all but a table of tokens, which lies behind them.</summary>
    internal int SummedParameters => Tokens?.Offset ?? ParameterCount;

    /// <summary>What callers give for one sample: its input values, or a token id for each step.</summary>
    internal int GivenPerSample => Tokens is null ? InputsPerSample : InputLength;

    /// <summary>Input values of one sample, of tokens after they have been looked up.</summary>
    internal int InputsPerSample => InputLength * InputSize;

    /// <summary>Output values of one sample.</summary>
    internal int OutputsPerSample => OutputLength * OutputSize;

    /// <summary>Target values of one sample.</summary>
    internal int TargetsPerSample => OutputLength * TargetSize;
}

/// <summary>Factors for values, one row for each: 0 where a value is dropped.</summary>
/// <param name="Rows">First row at each step.</param>
/// <param name="Steps">Steps that have factors of their own; 1 where all have the same.</param>
/// <param name="Length">Values of a step.</param>
/// <param name="Rate">The part that is dropped.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record DropoutRows(StridedRows Rows, int Steps, int Length, double Rate);

/// <summary>Memory of a time step of many streams, one in each lane. The input is at the first row.</summary>
/// <param name="Output">First row of the output.</param>
/// <param name="Rows">Rows from one vector of streams to the next.</param>
/// <param name="States">Rows of the layers' states, in the order in which a stream has them.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record StreamsLayout(int Output, int Rows, StreamRows[] States);

/// <summary>Rows of one state.</summary>
/// <param name="Length">Its units.</param>
/// <param name="Before">First row before the step.</param>
/// <param name="After">First row after it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record StreamRows(int Length, int Before, int After);

/// <summary>Memory of a prediction that goes through the sequence in stretches, which share it. The inputs are where training has them.</summary>
/// <param name="Outputs">First row of each output step's features.</param>
/// <param name="Segments">Number of stretches, at least 1.</param>
/// <param name="Rows">Rows of a block's workspace.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record PredictionLayout(StridedRows Outputs, int Segments, int Rows);
