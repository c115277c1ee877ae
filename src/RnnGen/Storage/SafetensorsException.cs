namespace RnnGen;

/// <summary>A file or stream is not safetensors, is damaged, or does not fit the model.</summary>
public sealed class SafetensorsException : FormatException
{
    internal SafetensorsException(string source, string message, string? tensorName = null, Exception? innerException = null)
        : base($"{source}: {message}", innerException) => TensorName = tensorName;

    /// <summary>The tensor at fault, or null if it is not one tensor's.</summary>
    public string? TensorName { get; }
}
