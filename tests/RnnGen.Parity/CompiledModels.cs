using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Parity;

/// <summary>Declarations compiled together, in memory and optimised, as a user's release build would be.</summary>
internal sealed class CompiledModels(byte[] image)
{
    private readonly Assembly assembly = AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(image));

    /// <summary>Generates and compiles.</summary>
    /// <param name="declarations">Declarations with a name each.</param>
    /// <param name="maxBatch">The most samples a call will have.</param>
    /// <returns>The assembly.</returns>
    /// <exception cref="InvalidOperationException">The generator or the compiler reported something.</exception>
    public static byte[] Compile(IEnumerable<ModelDeclaration> declarations, int maxBatch)
    {
        TestCompilation declared = TestCompilation.Create([.. declarations.Select(declaration => ModelSource.Of(declaration, maxBatch))]);
        TestGeneration generation = TestCompilation.From(declared.Compilation
            .AddReferences(MetadataReference.CreateFromFile(typeof(CompiledModels).Assembly.Location))
            .WithOptions(declared.Compilation.Options.WithOptimizationLevel(OptimizationLevel.Release)))
            .Generate(new Generator.RnnModelGenerator());
        using var image = new MemoryStream();
        var result = generation.Output.Compilation.Emit(image);
        string[] complaints = [.. generation.Diagnostics.Concat(result.Diagnostics)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.ToString())];
        return complaints.Length == 0
            ? image.ToArray()
            : throw new InvalidOperationException($"{complaints.Length} complaints about generated code, first of all:\n{string.Join('\n', complaints.Take(20))}");
    }

    /// <summary>A new model of that name.</summary>
    public IModelUnderTest Create(string name) =>
        (IModelUnderTest)Activator.CreateInstance(assembly.GetType(ModelSource.CallerOf(name), throwOnError: true)!)!;

    /// <summary>The type of the model of that name.</summary>
    public Type Model(string name) => assembly.GetType(name, throwOnError: true)!;
}
