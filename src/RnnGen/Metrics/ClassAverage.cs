namespace RnnGen;

/// <summary>How the figures of classes become one.</summary>
public enum ClassAverage
{
    /// <summary>The figure of one class: of two classes, usually that of class 1.</summary>
    OneClass,

    /// <summary>The mean over classes, each of which counts as much as any other.</summary>
    Macro,

    /// <summary>The figure of all decisions together: each target counts as much as any other. Of classes that exclude each other this is the accuracy.</summary>
    Micro,
}
