namespace RnnGen;

/// <summary>How the two directions of a bidirectional layer become one output, as Keras's <c>merge_mode</c>.</summary>
public enum Merge
{
    /// <summary>One after the other, [forward, reverse], twice as many values as units: PyTorch's only way. The default.</summary>
    Concat,

    /// <summary>forward + reverse, unit by unit.</summary>
    Sum,

    /// <summary>(forward + reverse) / 2, unit by unit.</summary>
    Average,

    /// <summary>forward · reverse, unit by unit.</summary>
    Multiply,
}
