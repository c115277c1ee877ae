namespace RnnGen.Benchmarks.Peers;

/// <summary>Members that the generator adds to every model, for code that takes any of them.</summary>
/// <typeparam name="TWorkspace">The model's own workspace.</typeparam>
internal interface IMeasuredModel<TWorkspace> : IRnnModel<float, float>
{
    void Predict(ReadOnlySpan<float> inputs, Span<float> outputs, TWorkspace workspace);

    void Forward(ReadOnlySpan<float> inputs, Span<float> outputs, TWorkspace workspace);

    void Backward(
        ReadOnlySpan<float> outputGradients, Span<float> parameterGradients, Span<float> inputGradients, TWorkspace workspace, bool accumulate = false);
}
