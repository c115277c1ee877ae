namespace RnnGen.Generator.Planning;

/// <summary>
/// Which methods are emitted: one for all that do the same. Variants of a step whose loops come out alike share one, methods that differ in one part
/// share the others, and equal layers share all of theirs.
/// </summary>
/// <param name="isOn">Whether methods that do the same are one.</param>
internal sealed class MethodSharing(bool isOn)
{
    private readonly Dictionary<object, EmittedMethod> methods = [];

    /// <summary>The method that stands for another: itself where it is the first of its kind.</summary>
    public EmittedMethod this[StepMethod method] => methods[Key(method)];

    /// <summary>Notes that a method is called, and by it its parts.</summary>
    public EmittedMethod Use(StepMethod method)
    {
        if (!methods.TryGetValue(Key(method), out EmittedMethod? emitted))
        {
            emitted = new EmittedMethod(method);
            emitted.Check();
            methods.Add(Key(method), emitted);
        }

        emitted.AddUser(method);
        foreach (StepMethod part in method.Parts)
        {
            Use(part);
        }

        return emitted;
    }

    /// <summary>The name of the first method that does the same.</summary>
    public string NameOf(StepMethod method) => methods.TryGetValue(Key(method), out EmittedMethod? emitted) ? emitted.First.Name : method.Name;

    private object Key(StepMethod method) => isOn ? method.Body : method;
}
