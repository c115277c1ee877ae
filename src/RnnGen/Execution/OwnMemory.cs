using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace RnnGen.Runtime;

/// <summary>Takes the memory that comes through an interface for that of one model. Another model's has other sizes and places.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OwnMemory
{
    /// <summary>The memory as what it has to be.</summary>
    /// <typeparam name="T">The model's own type of workspace or state.</typeparam>
    /// <param name="memory">The memory.</param>
    /// <param name="argument">Name of the argument that brought it.</param>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ArgumentException">It is another model's.</exception>
    public static T Of<T>([NotNull] object? memory, string argument)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(memory, argument);
        return memory as T ?? throw new ArgumentException($"{argument} is a {memory.GetType()}, but this model's is a {typeof(T)}.", argument);
    }
}
