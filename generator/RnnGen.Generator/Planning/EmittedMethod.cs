using RnnGen.Generator.Loops;
using RnnGen.Generator.Networks.Layers;
using RnnGen.Generator.Planning.Kernels;

namespace RnnGen.Generator.Planning;

/// <summary>
/// A method that is emitted, for every step or part of a step that does the same: of one layer or of several. Where these do not read the same parameters, it is
/// handed the first of those that it is to read.
/// </summary>
/// <param name="first">The first of them, which gives it its name.</param>
internal sealed class EmittedMethod(StepMethod first)
{
    private readonly List<Layer> users = [];
    private bool givesWay;

    public StepMethod First { get; } = first;

    /// <summary>Its name: that of the step, unless a method that takes t has it.</summary>
    public string Name => givesWay ? First.Name + "Kernel" : First.Name;

    /// <summary>The layer in whose file it stands, and whose names it uses.</summary>
    public Layer Home => First.Layer;

    public IReadOnlyList<Origin> Origins => First.Origins;

    /// <summary>The layers whose steps it computes. Complete, like all that follows from it, when the whole model is planned.</summary>
    public IReadOnlyList<Layer> Users => users;

    /// <summary>Whether it is handed the first parameter that it reads, rather than the first of all.</summary>
    public bool TakesFirstParameter { get; private set; }

    /// <summary>
    /// Whether it has a body for one vector of units and one for two at a time: where it has one gate kernel, and that is worth it. Each has locals of its
    /// own, of which the JIT takes only so many before it stops inlining.
    /// </summary>
    public bool TakesTwo => First.Kernels.OfType<GateKernel>().Take(2).Count() == 1 && First.Kernels.OfType<GateKernel>().Single().TakesTwo;

    /// <summary>Its statements, with parameters that count from the first that it reads.</summary>
    /// <param name="vectors">Vectors of units that a gate kernel works on at the same time.</param>
    public IEnumerable<Statement> Body(int vectors) => (vectors == 1 ? First.Body : First.BodyOfTwo).Statements;

    /// <summary>The outer products among them.</summary>
    public IEnumerable<OuterProductPlan> OuterProducts => First.Body.Statements.OfType<OuterProductPlan>();

    /// <summary>Checks what is printed of it: where it has parts, only they are.</summary>
    public void Check()
    {
        if (First.Parts.Count == 0)
        {
            First.Check(First.Body);
            if (TakesTwo)
            {
                First.Check(First.BodyOfTwo);
            }
        }
    }

    /// <summary>Notes what it computes.</summary>
    public void AddUser(StepMethod method)
    {
        TakesFirstParameter |= method.FirstParameter != First.FirstParameter;
        if (!users.Contains(method.Layer))
        {
            users.Add(method.Layer);
        }
    }

    /// <summary>Leaves its name to a method that takes t.</summary>
    public void GiveWay(string name) => givesWay |= name == First.Name;

    /// <summary>Offset of the parameter that it is handed; null where that is the first of all.</summary>
    /// <param name="firstParameter">The first that it is to read.</param>
    public int? Start(int firstParameter) => TakesFirstParameter ? firstParameter : null;
}
