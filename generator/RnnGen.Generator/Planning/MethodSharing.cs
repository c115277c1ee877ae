namespace RnnGen.Generator.Planning;

/// <summary>
/// Which methods are emitted: one for all that do the same. Variants of a step whose loops come out alike share one, methods that differ in one part
/// share the others, and equal layers share all of theirs.
/// </summary>
/// <param name="isOn">Whether methods that do the same are one.</param>
internal sealed class MethodSharing(bool isOn)
{
    private readonly Dictionary<string, EmittedMethod> bySignature = new(new ByLength());

    /// <summary>The method that stands for another: itself where it is the first of its kind.</summary>
    public EmittedMethod this[StepMethod method] => bySignature[Key(method)];

    /// <summary>Notes that a method is called, and by it its parts.</summary>
    public EmittedMethod Use(StepMethod method)
    {
        if (!bySignature.TryGetValue(Key(method), out EmittedMethod? emitted))
        {
            emitted = new EmittedMethod(method);
            bySignature.Add(Key(method), emitted);
        }

        emitted.AddUser(method);
        foreach (StepMethod part in method.Parts)
        {
            Use(part);
        }

        return emitted;
    }

    /// <summary>The name of the first method that does the same.</summary>
    public string NameOf(StepMethod method) => bySignature.TryGetValue(Key(method), out EmittedMethod? emitted) ? emitted.First.Name : method.Name;

    private string Key(StepMethod method) => isOn ? method.Signature : $"{method.Layer.Name} {method.Name}";

    /// <summary>Signatures are thousands of characters long, and few have the same length: hashing them would take longer than planning some kernels.</summary>
    private sealed class ByLength : IEqualityComparer<string>
    {
        public bool Equals(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

        public int GetHashCode(string signature) => signature.Length;
    }
}
