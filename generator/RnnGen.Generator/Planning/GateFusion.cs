using RnnGen.Generator.Loops;
using RnnGen.Generator.Steps;

namespace RnnGen.Generator.Planning;

/// <summary>Joins gates with the loop that reads them, where one loop does and nothing hinders; other gates go to memory.</summary>
internal static class GateFusion
{
    /// <param name="gates">Sums of products with interleaved weights.</param>
    /// <param name="loops">The step's loops.</param>
    /// <param name="others">Its other products.</param>
    /// <param name="isKept">Whether a value must be in memory after the step.</param>
    /// <param name="target">The machine.</param>
    /// <returns>The loops, and gate kernels in the places of those that are part of one.</returns>
    public static IReadOnlyList<Kernel> Fuse(
        IReadOnlyList<ProductKernel> gates, IReadOnlyList<ElementwiseKernel> loops, IReadOnlyList<ProductKernel> others, Func<Node, bool> isKept, Target target)
    {
        var fused = new List<Kernel>(loops);
        foreach (IGrouping<(int Stage, int Length), ProductKernel> group in gates.GroupBy(static gate => (gate.Stage, GateKernel.ValueOf(gate).Length)))
        {
            ProductKernel[] own = [.. group];
            Node[] values = [.. own.Select(GateKernel.ValueOf)];
            ElementwiseKernel[] readers = [.. loops.Where(loop => loop.Stage == group.Key.Stage + 1 && loop.Units == group.Key.Length && values.Any(loop.Loads.ContainsKey))];
            bool fuses = target.Passes.FusedGates && readers.Length == 1
                && !readers[0].Values.Any(static value => value.Operator.IsReduction())
                && !gates.Concat(others).Any(product => own.Any(gate => Reads(product, gate.Destination)))
                && !own.Any(gate => readers[0].Stores.Any(store => gate.Terms.Any(term => Overlap(store, term))));
            if (fuses)
            {
                ElementwiseKernel loop = readers[0];
                ProductKernel[] stored = [.. own.Where(gate => Leaves(GateKernel.ValueOf(gate), loop))];
                fused[fused.IndexOf(loop)] = new GateKernel(loop.Stage, own, loop with
                {
                    Loads = loop.Loads.Where(load => !values.Contains(load.Key)).ToDictionary(static load => load.Key, static load => load.Value),
                    Stores = [.. loop.Stores, .. stored.Select(static gate => (GateKernel.ValueOf(gate), gate.Destination))],
                }, target);
            }
            else
            {
                fused.Add(new GateKernel(group.Key.Stage, own, new ElementwiseKernel(
                    group.Key.Stage, group.Key.Length, [], new Dictionary<Node, Location>(), new Dictionary<Node, int>(), [.. own.Select(static gate => (GateKernel.ValueOf(gate), gate.Destination))], LoadsWhereRead: true), target));
            }
        }

        return fused;

        bool Leaves(Node value, ElementwiseKernel loop) => isKept(value) || loops.Any(other => other != loop && other.Loads.ContainsKey(value));
    }

    private static bool Reads(ProductKernel product, Location location) =>
        product.Addends.Contains(location) || product.Terms.Any(term => term.Source == location);

    /// <summary>Whether what a unit stores lies in the vector that later units multiply.</summary>
    private static bool Overlap((Node Value, Location Location) store, ProductTerm term) =>
        store.Location.Origin == term.Source.Origin
        && store.Location.Row < term.Source.Row + term.Inner
        && term.Source.Row < store.Location.Row + store.Value.Length;
}
