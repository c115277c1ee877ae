using RnnGen.Generator.Loops;

namespace RnnGen.Generator.Planning.Kernels;

/// <summary>Kernels as statements.</summary>
internal static class KernelLoops
{
    /// <param name="kernel">The kernel.</param>
    /// <param name="forms">What a vector holds.</param>
    /// <param name="reserved">Names that are taken.</param>
    /// <param name="vectors">Vectors of units that a gate kernel works on at the same time, one or two.</param>
    public static IEnumerable<Statement> Of(Kernel kernel, LoopForms forms, IReadOnlyList<string> reserved, int vectors) => kernel switch
    {
        ProductKernel product => forms.Product(product),
        ElementwiseKernel loop => new ElementwiseLoop(forms, loop, reserved).Statements(),
        GateKernel gateKernel => new ElementwiseLoop(forms, gateKernel.Loop, reserved, gateKernel, vectors).Statements(),
        OuterProductKernel { Plan: var plan } => [plan],
        _ => throw new ArgumentOutOfRangeException(nameof(kernel), kernel, "Has no statements."),
    };
}
