using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;

namespace RnnGen.Tests.Training;

public sealed class SlowBuildTests
{
    [Fact]
    public void An_assembly_without_optimisation_is_known_by_its_mark()
    {
        Assert.False(SlowBuild.IsOptimized(Marked(DebuggableAttribute.DebuggingModes.Default | DebuggableAttribute.DebuggingModes.DisableOptimizations)));
        Assert.True(SlowBuild.IsOptimized(Marked(DebuggableAttribute.DebuggingModes.IgnoreSymbolStoreSequencePoints)));
        Assert.True(SlowBuild.IsOptimized(Marked(null)));
    }

    [Fact]
    public void The_advice_names_the_property_and_nothing_is_said_where_nothing_is_to_be_gained()
    {
        Assert.Contains("<Optimize>true</Optimize>", SlowBuild.Advice(isOptimized: false, hasUnusedVectors: true), StringComparison.Ordinal);
        Assert.Contains("<IlcInstructionSet>x86-64-v3</IlcInstructionSet>", SlowBuild.Advice(isOptimized: true, hasUnusedVectors: true), StringComparison.Ordinal);
        Assert.Null(SlowBuild.Advice(isOptimized: true, hasUnusedVectors: false));
    }

    [Fact]
    public void It_is_given_once()
    {
        Assembly debug = Marked(DebuggableAttribute.DebuggingModes.DisableOptimizations);
        string?[] advice = [SlowBuild.AdviceOnce(debug), SlowBuild.AdviceOnce(debug)];

        Assert.Null(advice[1]);
        Assert.Equal(Debugger.IsAttached, advice[0] is null);
    }

    private static AssemblyBuilder Marked(DebuggableAttribute.DebuggingModes? modes)
    {
        CustomAttributeBuilder[] attributes = modes is { } value
            ? [new(typeof(DebuggableAttribute).GetConstructor([typeof(DebuggableAttribute.DebuggingModes)])!, [value])]
            : [];
        return AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Marked"), AssemblyBuilderAccess.Run, attributes);
    }
}
