using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace RnnGen.Benchmarks.Generation;

/// <summary>Models that are declared at run time, compiled into a file of their own as a user's release build would.</summary>
internal sealed class CompiledModels : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rnngen-models-");

    public CompiledModels(IEnumerable<DeclaredModel> models)
    {
        string name = folder.Name; // the process may load several, and knows them by their names
        File = Path.Combine(folder.FullName, name + ".dll");
        GeneratorRun run = GeneratorRun.Over(Project.Create(models.Select(static model => model.Source), name));
        EmitResult result = run.Compilation.Emit(File);
        Project.Require(result.Diagnostics);
    }

    /// <summary>The assembly.</summary>
    public string File { get; }

    /// <summary>A new model.</summary>
    public IRnnModel<float, float> Create(DeclaredModel model) =>
        (IRnnModel<float, float>)Activator.CreateInstance(Assembly.LoadFrom(File).GetType(model.FullName, throwOnError: true)!, 0)!;

    public void Dispose() => folder.Delete(recursive: true);
}
