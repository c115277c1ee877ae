extern alias library;

using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Tests.Compilations;

namespace RnnGen.Parity;

/// <summary>Declarations compiled together, in memory and optimised, as a user's release build would be.</summary>
/// <param name="path">The assembly; it is mapped into memory, which leaves the heap to the models.</param>
internal sealed class CompiledModels(string path)
{
    private readonly Assembly assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(path));

    /// <summary>Generates and compiles.</summary>
    /// <param name="path">The assembly to write.</param>
    /// <param name="declarations">Declarations with a name each.</param>
    /// <exception cref="InvalidOperationException">The generator or the compiler reported something.</exception>
    public static void Compile(string path, IEnumerable<ModelDeclaration> declarations)
    {
        TestCompilation declared = TestCompilation.Create([.. declarations.Select(ModelSource.Of)]);
        TestGeneration generation = TestCompilation.From(declared.Compilation
            .WithOptions(declared.Compilation.Options.WithOptimizationLevel(OptimizationLevel.Release)))
            .Generate(new Generator.RnnModelGenerator());
        using var image = new MemoryStream();
        var result = generation.Output.Compilation.Emit(image);
        string[] complaints = [.. generation.Diagnostics.Concat(result.Diagnostics)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.ToString())];
        if (complaints.Length > 0)
        {
            throw new InvalidOperationException($"{complaints.Length} complaints about generated code, first of all:\n{string.Join('\n', complaints.Take(20))}");
        }

        File.WriteAllBytes(path, image.ToArray());
    }

    /// <summary>A new model of that name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="maxBatch">The most samples a call will have.</param>
    public IModelUnderTest Create(string name, int maxBatch) => Activator.CreateInstance(Model(name), 0) switch
    {
        library::RnnGen.IRnnModel<float, float> numbers => new ModelUnderTest<float, float>(numbers, maxBatch),
        library::RnnGen.IRnnModel<float, int> classes => new ModelUnderTest<float, int>(classes, maxBatch),
        library::RnnGen.IRnnModel<int, float> numbersOfTokens => new ModelUnderTest<int, float>(numbersOfTokens, maxBatch),
        library::RnnGen.IRnnModel<int, int> classesOfTokens => new ModelUnderTest<int, int>(classesOfTokens, maxBatch),
        var other => throw new InvalidOperationException($"{other} is no model."),
    };

    /// <summary>The type of the model of that name.</summary>
    public Type Model(string name) => assembly.GetType(name, throwOnError: true)!;
}
