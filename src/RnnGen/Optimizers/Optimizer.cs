using System.Globalization;

namespace RnnGen;

/// <summary>A rule that turns gradients into changes of parameters.</summary>
/// <remarks>
/// An optimizer carries state from step to step (momentum, running squares), so use one instance for one model. The
/// state is allocated by the first <see cref="Update"/>; later updates allocate nothing. The equations are those of
/// PyTorch's optimizers; each class says where Keras differs. Rates and other settings are <see cref="double"/>s; a step applies them in single
/// precision, so that <c>new Adam(0.01)</c> and <c>new Adam(0.01f)</c> learn the same. Not safe for use by several threads at once.
/// </remarks>
public abstract class Optimizer
{
    private int stateLength = -1;

    /// <summary>Sets the learning rate.</summary>
    /// <param name="learningRate">Size of a step, finite and not negative.</param>
    protected Optimizer(double learningRate) => LearningRate = learningRate;

    /// <summary>Size of a step, finite and not negative; may be changed between steps (a schedule).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN, or beyond the range of single precision.</exception>
    public double LearningRate
    {
        get;
        set
        {
            if (!(value >= 0 && float.IsFinite((float)value)))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(value), value, "The learning rate has to be finite and not negative.");
            }

            field = value;
        }
    }

    /// <summary>
    /// Whether a step leaves alone the rows of an embedding that its batch did not read: parameters, running means and decay stay as they are until the row is read again, as with PyTorch's
    /// <c>SparseAdam</c>. A step then costs what the tokens of its batch cost, whatever the size of the vocabulary.
    /// </summary>
    /// <value>
    /// False, the default: all parameters take part in every step, as with PyTorch's other optimizers and Keras's. With momentum or running means a row then goes on moving after it has been
    /// read, by the mean of earlier gradients, and with weight decay always. <see cref="Sgd"/> without either gives the same with both values, at the lower cost.
    /// </value>
    /// <exception cref="NotSupportedException">The optimizer is one of your own, which updates all parameters.</exception>
    public bool LazyUpdates
    {
        get;
        init => field = !value || CanUpdateRanges
            ? value
            : throw new NotSupportedException($"{GetType().Name} updates all parameters in every step: LazyUpdates is for the optimizers that come with RnnGen.");
    }

    /// <summary>Whether a parameter whose gradient is zero, and what is remembered of it, may change in a step.</summary>
    private protected virtual bool MovesWithoutGradient => true;

    /// <summary>Whether a step is that of the parameters that a batch has reached alone.</summary>
    internal bool UpdatesReached => CanUpdateRanges && (LazyUpdates || !MovesWithoutGradient);

    /// <summary>Whether it can update some parameters and no others.</summary>
    private protected virtual bool CanUpdateRanges => false;

    /// <summary>Number of updates since construction or the last <see cref="Reset"/>.</summary>
    public long Steps { get; private set; }

    /// <summary>Does one step.</summary>
    /// <param name="parameters">The parameters, changed in place.</param>
    /// <param name="gradients">The gradient of the loss by each parameter; as many.</param>
    /// <exception cref="ArgumentException">
    /// The lengths differ, or differ from those of the first update, whose state this optimizer keeps.
    /// </exception>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        Begin(parameters, gradients);
        Apply(parameters, gradients);
    }

    /// <summary>Does one step of some parameters; of an optimizer that <see cref="UpdatesReached"/>.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="gradients">As many gradients.</param>
    /// <param name="ranges">Those that are changed.</param>
    internal void UpdateReached(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<ParameterRange> ranges)
    {
        Begin(parameters, gradients);
        Apply(parameters, gradients, ranges);
    }

    private void Begin(ReadOnlySpan<float> parameters, ReadOnlySpan<float> gradients)
    {
        if (gradients.Length != parameters.Length)
        {
            throw new ArgumentException(
                $"There are {parameters.Length} parameters but {gradients.Length} gradients.", nameof(gradients));
        }

        RequireState(parameters.Length, nameof(parameters));
        if (stateLength < 0)
        {
            AllocateState(parameters.Length);
            stateLength = parameters.Length;
        }

        Steps++;
    }

    /// <summary>Forgets all state: the next update is a first one.</summary>
    public void Reset()
    {
        stateLength = -1;
        Steps = 0;
    }

    /// <summary>Requires that the state kept, if any, is that of so many parameters.</summary>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="argument">Name of the argument that brought them, for errors.</param>
    internal void RequireState(int parameters, string argument)
    {
        if (stateLength >= 0 && stateLength != parameters)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"This optimizer holds the state of {stateLength} parameters but was given {parameters}. ")
                + "Use one optimizer for each model, or call Reset first.",
                argument);
        }
    }

    /// <summary>Allocates the state, all zero, for a number of parameters.</summary>
    /// <param name="length">Number of parameters.</param>
    protected abstract void AllocateState(int length);

    /// <summary>Does one step; <see cref="Steps"/> already counts it.</summary>
    /// <param name="parameters">The parameters, changed in place.</param>
    /// <param name="gradients">Their gradients; as many.</param>
    protected abstract void Apply(Span<float> parameters, ReadOnlySpan<float> gradients);

    /// <summary>Does one step of some parameters.</summary>
    private protected virtual void Apply(Span<float> parameters, ReadOnlySpan<float> gradients, ReadOnlySpan<ParameterRange> ranges) =>
        throw new InvalidOperationException("Updates all parameters.");

    /// <summary>Checks an option that has to be finite and not negative.</summary>
    private protected static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} has to be finite and not negative.");

    /// <summary>Checks a rate of decay, which has to lie in [0, 1).</summary>
    private protected static double Decay(double value, string name) =>
        value is >= 0 and < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} has to lie in [0, 1).");
}
