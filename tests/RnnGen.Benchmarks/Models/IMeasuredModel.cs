namespace RnnGen.Benchmarks.Models;

/// <summary>Members that the generator adds to every model, for code that takes any of them.</summary>
/// <typeparam name="TWorkspace">The model's own workspace.</typeparam>
/// <typeparam name="TState">The model's own state of a stream.</typeparam>
internal interface IMeasuredModel<TWorkspace, TState> : IRnnModel<float, float>
{
    void Predict(ReadOnlySpan<float> inputs, Span<float> outputs, TWorkspace workspace);

    void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, TWorkspace workspace);

    void Backward(
        ReadOnlySpan<float> outputGradients, Span<float> parameterGradients, Span<float> inputGradients, TWorkspace workspace, bool accumulate = false);

    void Step(ReadOnlySpan<float> input, Span<float> output, TState state);
}
