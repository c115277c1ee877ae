namespace RnnGen.Runtime;

/// <summary>
/// Which input steps of a sample reach a target that counts. No gradient comes back to the others, but 0 · NaN is NaN: what is in them must not get into sums of
/// gradients, so training takes zeros in their place.
/// </summary>
internal readonly ref struct InputReach
{
    private readonly ReadOnlySpan<int> ids;
    private readonly bool isRecurrent;
    private readonly bool looksAhead;
    private readonly int firstOutput;
    private readonly int lastCounted;

    /// <param name="layout">The network.</param>
    /// <param name="ids">The sample's class ids, [OutputLength], of which those count that are not negative; none where every target counts.</param>
    public InputReach(NetworkLayout layout, ReadOnlySpan<int> ids)
    {
        this.ids = ids;
        isRecurrent = layout.IsRecurrent;
        looksAhead = layout.LooksAhead;
        // Outputs are those of the last steps. A single input comes at the first step, and all outputs after it.
        firstOutput = Math.Max(0, layout.InputLength - layout.OutputLength);
        lastCounted = ids.IsEmpty ? layout.OutputLength - 1 : ids.LastIndexOfAnyInRange(0, int.MaxValue);
    }

    /// <summary>Whether no input step has to be taken for zeros.</summary>
    public bool IsWhole => looksAhead ? ids.IsEmpty || lastCounted >= 0 : isRecurrent ? lastCounted == ids.Length - 1 : !ids.ContainsAnyInRange(int.MinValue, -1);

    /// <summary>All steps before this one reach a target that counts.</summary>
    public int FirstInDoubt => isRecurrent && !looksAhead && lastCounted >= 0 ? firstOutput + lastCounted + 1 : 0;

    /// <summary>
    /// Whether an input step reaches a target that counts: by states that of every later step, where one direction of a layer comes from the end that of any step, else that of the same step.
    /// </summary>
    public bool Includes(int step) => looksAhead ? IsWhole
        : isRecurrent
        ? lastCounted >= 0 && step <= firstOutput + lastCounted
        : step >= firstOutput && (ids.IsEmpty || ids[step - firstOutput] >= 0);
}
