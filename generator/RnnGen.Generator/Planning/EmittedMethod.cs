using RnnGen.Generator.Networks.Layers;

namespace RnnGen.Generator.Planning;

/// <summary>
/// A method that is emitted, for every step or part of a step that does the same: of one layer or of several. A method of several layers reads
/// parameters by their distance from the start of the layer's own, and its caller says where that is.
/// </summary>
/// <param name="first">The first of them, which gives it its name.</param>
internal sealed class EmittedMethod(StepMethod first)
{
    private readonly List<Layer> users = [];

    public StepMethod First { get; } = first;

    public string Name => First.Name;

    /// <summary>The layer in whose file it stands, and whose names it uses.</summary>
    public Layer Home => First.Layer;

    public IReadOnlyList<Origin> Origins => First.Origins;

    /// <summary>The layers whose steps it computes. Complete when the whole model is planned.</summary>
    public IReadOnlyList<Layer> Users => users;

    public bool IsShared => users.Count > 1;

    /// <summary>The copy of the parameters in which it begins at the layer's own; none where it reads no parameters or finds them from the start of all.</summary>
    public ParameterCopies Copy => IsShared ? First.Copies : ParameterCopies.None;

    /// <summary>The loops, as they find parameters.</summary>
    public IEnumerable<Kernel> Kernels => Copy == ParameterCopies.None ? First.Kernels : First.Kernels.Select(kernel => kernel.RelativeTo(First.Parameters));

    /// <summary>Notes that a layer's steps are computed by it.</summary>
    public void AddUser(Layer layer)
    {
        if (!users.Contains(layer))
        {
            users.Add(layer);
        }
    }
}
