using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Tests.Compilations;

/// <summary>A generator of someone else's, whose output no other generator sees: a constant and an attribute.</summary>
internal sealed class OtherGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.CompilationProvider,
        static (output, _) => output.AddSource(
            "Other.g.cs",
            "internal static class OtherGenerator { public const int Size = 3; } internal sealed class OtherAttribute : System.Attribute;"));
}
