namespace RnnGen;

/// <summary>Which steps of the unrolled network take an input and which give an output.</summary>
public enum Topology
{
    /// <summary>One input, one output: a plain feed-forward network of one step.</summary>
    OneToOne,

    /// <summary>One input at the first step, all-zero inputs after it, an output at every step.</summary>
    OneToMany,

    /// <summary>An input at every step, the output of the last one. The default.</summary>
    ManyToOne,

    /// <summary>An input and an output at every step.</summary>
    ManyToMany,
}
