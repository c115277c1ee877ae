namespace RnnGen.Runtime;

/// <summary>What a call uses a workspace for, which decides how much of it the call needs.</summary>
internal enum WorkspaceUse
{
    /// <summary>Outputs only: nothing of what training needs, and blocks of samples one after the other in the same memory.</summary>
    Predict,

    /// <summary>A step of many streams.</summary>
    Step,

    /// <summary>The mean loss, without a gradient.</summary>
    Loss,

    /// <summary>The mean loss and its gradient.</summary>
    Gradients,

    /// <summary>Outputs, where every sample keeps its memory for a backward pass.</summary>
    Forward,

    /// <summary>The backward pass through what a forward pass has kept.</summary>
    Backward,
}
