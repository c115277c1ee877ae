namespace RnnGen;

/// <summary>
/// What every generated model can do, whatever its layers: train, predict, differentiate, save and load. <see cref="IRnnModel{TSelf, TIn, TTarget}"/> adds what creates models.
/// </summary>
/// <typeparam name="TIn">Type of an input value: <see cref="float"/>, or <see cref="int"/> token ids.</typeparam>
/// <typeparam name="TTarget">Type of a target value: <see cref="float"/>, or <see cref="int"/> class ids.</typeparam>
/// <remarks>
/// Generated classes implement it, and later versions may ask for more. Calls through it do what the class's own members of the same name do; a workspace
/// has to be one that <see cref="CreateWorkspace"/> of the same class made.
/// </remarks>
public interface IRnnModel<TIn, TTarget>
    where TIn : unmanaged
    where TTarget : unmanaged
{
    /// <summary>The class's name, for messages.</summary>
    string ModelName { get; }

    /// <summary>Number of input values of one sample.</summary>
    int InputsPerSample { get; }

    /// <summary>Number of target values of one sample.</summary>
    int TargetsPerSample { get; }

    /// <summary>Number of output values of one sample.</summary>
    int OutputsPerSample { get; }

    /// <summary>The tensors of the parameter buffer, in order and without gaps.</summary>
    ReadOnlySpan<ParameterInfo> ParameterTable { get; }

    /// <summary>Every parameter, laid out as <see cref="ParameterTable"/> says.</summary>
    ReadOnlySpan<float> Parameters { get; }

    /// <summary>Opens the parameters for writing; see <see cref="ParameterEdit"/>.</summary>
    ParameterEdit EditParameters();

    /// <summary>Allocates the scratch memory of calls of this model, for training too.</summary>
    /// <param name="maxBatch">The most samples a call may have, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBatch"/> is below 1, or so large that no array can have the length.</exception>
    /// <exception cref="InsufficientMemoryException">There is not so much memory; the message says how much it would be.</exception>
    ModelWorkspace CreateWorkspace(int maxBatch);

    /// <summary>Computes the outputs of one sequence or many.</summary>
    /// <param name="inputs">Inputs of a whole number of samples, one sample after the other.</param>
    /// <param name="outputs">Receives the outputs of each sample.</param>
    void Predict(ReadOnlySpan<TIn> inputs, Span<float> outputs);

    /// <summary>Computes the outputs of one sequence or many, in memory of the caller's.</summary>
    /// <param name="inputs">Inputs of a whole number of samples.</param>
    /// <param name="outputs">Receives the outputs of each sample.</param>
    /// <param name="workspace">Scratch memory for at least as many samples; one thread may use it at a time.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the workspace is another model's.</exception>
    void Predict(ReadOnlySpan<TIn> inputs, Span<float> outputs, ModelWorkspace workspace);

    /// <summary>Computes the outputs of one sequence or many into an array of their own.</summary>
    /// <param name="inputs">Inputs of a whole number of samples.</param>
    /// <returns>The outputs of each sample.</returns>
    float[] Predict(ReadOnlySpan<TIn> inputs) => Predictor.Predict(this, inputs);

    /// <summary>Computes the outputs and keeps in the workspace what <see cref="Backward"/> needs.</summary>
    /// <param name="inputs">Inputs of a whole number of samples.</param>
    /// <param name="outputs">Receives the outputs of each sample.</param>
    /// <param name="workspace">Scratch memory for at least as many samples; one thread may use it at a time.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the workspace is another model's.</exception>
    void Forward(ReadOnlySpan<TIn> inputs, Span<float> outputs, ModelWorkspace workspace);

    /// <summary>The vector-Jacobian product of the last <see cref="Forward"/> with this workspace, for losses of your own.</summary>
    /// <param name="outputGradients">Gradient of the loss with respect to the outputs, in their shape.</param>
    /// <param name="parameterGradients">Receives the gradient of every parameter, laid out as <see cref="Parameters"/>.</param>
    /// <param name="inputGradients">Receives the gradient of the inputs, in their shape; empty if not wanted.</param>
    /// <param name="workspace">The workspace of the forward pass.</param>
    /// <param name="accumulate">Whether to add to <paramref name="parameterGradients"/> rather than overwrite it.</param>
    /// <exception cref="InvalidOperationException">The workspace's last call was no <see cref="Forward"/> of this model, or the parameters have been changed since.</exception>
    void Backward(
        ReadOnlySpan<float> outputGradients, Span<float> parameterGradients, Span<float> inputGradients, ModelWorkspace workspace, bool accumulate = false);

    /// <summary>Mean loss of a batch and its gradient over all parameters.</summary>
    /// <param name="inputs">Inputs of a whole number of samples.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <param name="gradients">Receives the gradient, laid out as <see cref="Parameters"/>; overwritten.</param>
    /// <returns>The mean loss.</returns>
    float ComputeGradients(ReadOnlySpan<TIn> inputs, ReadOnlySpan<TTarget> targets, Span<float> gradients);

    /// <summary>Mean loss of a batch and its gradient over all parameters, in memory of the caller's.</summary>
    /// <param name="inputs">Inputs of a whole number of samples.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <param name="gradients">Receives the gradient, laid out as <see cref="Parameters"/>; overwritten.</param>
    /// <param name="workspace">Scratch memory for at least as many samples; one thread may use it at a time.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or the workspace is another model's.</exception>
    float ComputeGradients(ReadOnlySpan<TIn> inputs, ReadOnlySpan<TTarget> targets, Span<float> gradients, ModelWorkspace workspace);

    /// <summary>Mean loss of a batch, without a gradient.</summary>
    /// <param name="inputs">Inputs of a whole number of samples.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <returns>The mean loss.</returns>
    float ComputeLoss(ReadOnlySpan<TIn> inputs, ReadOnlySpan<TTarget> targets);

    /// <summary>
    /// How many targets count in the mean loss: what the losses of several batches are weighed by, so that their mean is that of all samples.
    /// </summary>
    /// <param name="targets">Targets of a whole number of samples.</param>
    /// <returns>Their number, without class ids of −1.</returns>
    int CountTargets(ReadOnlySpan<TTarget> targets);

    /// <summary>Looks for a value that the model cannot learn from.</summary>
    /// <param name="inputs">Inputs of a whole number of samples.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <returns>The first target that the loss does not take, else the first input that is not finite and reaches a target that counts, else null.</returns>
    SampleFault? FindFault(ReadOnlySpan<TIn> inputs, ReadOnlySpan<TTarget> targets);

    /// <summary>Trains the model; see <see cref="Trainer"/>.</summary>
    /// <param name="inputs">Inputs of a whole number of samples, one sample after the other.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <param name="options">How to train; null for <see cref="FitOptions"/> as they are.</param>
    /// <param name="validation">Samples to measure the loss on after each epoch, or null: <c>(inputs, targets)</c>.</param>
    /// <returns>The figures of every epoch.</returns>
    FitHistory Fit(
        ReadOnlyMemory<TIn> inputs, ReadOnlyMemory<TTarget> targets, FitOptions? options = null, ValidationData<TIn, TTarget>? validation = null) =>
        Trainer.Fit(this, inputs, targets, options, validation);

    /// <summary>Measures the model on samples; see <see cref="Evaluator"/>.</summary>
    /// <param name="inputs">Inputs of a whole number of samples, one sample after the other.</param>
    /// <param name="targets">Targets of the same samples.</param>
    /// <param name="options">Batch size and cancellation; null for <see cref="EvaluateOptions"/> as they are.</param>
    /// <returns>The figures.</returns>
    EvaluationResult Evaluate(ReadOnlySpan<TIn> inputs, ReadOnlySpan<TTarget> targets, EvaluateOptions? options = null) =>
        Evaluator.Evaluate(this, inputs, targets, options);

    /// <summary>Writes the parameters to a file; see <see cref="ModelStorage"/>.</summary>
    /// <param name="path">Where to; an existing file is replaced once the new one is complete.</param>
    void Save(string path) => ModelStorage.Save(this, path);

    /// <summary>Writes the parameters to a stream, which is left open.</summary>
    /// <param name="stream">Where to.</param>
    void Save(Stream stream) => ModelStorage.Save(this, stream);

    /// <summary>Replaces the parameters by those in a file.</summary>
    /// <param name="path">Where from.</param>
    /// <param name="options">How names and types fit; null if they are the model's.</param>
    /// <exception cref="SafetensorsException">The file is damaged or does not hold exactly this model's tensors; the model is unchanged.</exception>
    void LoadParameters(string path, LoadOptions? options = null) => ModelStorage.LoadParameters(this, path, options);

    /// <summary>Replaces the parameters by those in a stream, which is read to its end and left open.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="options">How names and types fit; null if they are the model's.</param>
    /// <exception cref="SafetensorsException">The stream is damaged or does not hold exactly this model's tensors; the model is unchanged.</exception>
    void LoadParameters(Stream stream, LoadOptions? options = null) => ModelStorage.LoadParameters(this, stream, options);
}

/// <summary>
/// A model that code generic in it can also create: every generated class but those with <c>required</c> members, which only their users can set.
/// </summary>
/// <typeparam name="TSelf">The model's class.</typeparam>
/// <typeparam name="TIn">Type of an input value: <see cref="float"/>, or <see cref="int"/> token ids.</typeparam>
/// <typeparam name="TTarget">Type of a target value: <see cref="float"/>, or <see cref="int"/> class ids.</typeparam>
/// <example><code>
/// static float Score&lt;TModel&gt;(float[] x, float[] y, int seed)
///     where TModel : IRnnModel&lt;TModel, float, float&gt;
/// {
///     TModel model = TModel.Create(seed);
///     model.Fit(x, y, new FitOptions { Epochs = 20, Seed = seed });
///     return model.Evaluate(x, y).Loss;
/// }
/// </code></example>
public interface IRnnModel<TSelf, TIn, TTarget> : IRnnModel<TIn, TTarget>
    where TSelf : IRnnModel<TSelf, TIn, TTarget>
    where TIn : unmanaged
    where TTarget : unmanaged
{
    /// <summary>Creates a model with fresh parameters, as its constructor does.</summary>
    /// <param name="seed">The same seed gives the same parameters.</param>
    static abstract TSelf Create(int seed = 0);

    /// <summary>Creates a model with the parameters in a file.</summary>
    /// <param name="path">Where from.</param>
    /// <param name="options">How names and types fit; null if they are the model's.</param>
    /// <exception cref="SafetensorsException">The file is damaged or does not hold exactly the model's tensors.</exception>
    static abstract TSelf Load(string path, LoadOptions? options = null);

    /// <summary>Creates a model with the parameters in a stream, which is read to its end and left open.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="options">How names and types fit; null if they are the model's.</param>
    /// <exception cref="SafetensorsException">The stream is damaged or does not hold exactly the model's tensors.</exception>
    static abstract TSelf Load(Stream stream, LoadOptions? options = null);

    /// <summary>Creates a model with the same parameters, which are its own from then on. Other members of the class are as after its construction.</summary>
    /// <exception cref="InvalidOperationException">An edit of the parameters is open.</exception>
    TSelf Clone();
}
