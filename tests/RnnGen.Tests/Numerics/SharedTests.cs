using System.Reflection;

namespace RnnGen.Tests.Numerics;

/// <summary>
/// Tests that are written once for several vectors: every public method of a class that is generic in them. The library's vectors are internal, and a class that xunit finds has to be
/// public; so a public class for each kind of vector runs these methods by name.
/// </summary>
internal static class SharedTests
{
    /// <summary>The tests.</summary>
    /// <param name="tests">The class for one kind of vector.</param>
    public static TheoryData<string> Names(Type tests) => [.. Methods(tests).Select(static method => method.Name)];

    public static void Run(Type tests, string name) => Methods(tests).Single(method => method.Name == name).CreateDelegate<Action>()();

    private static MethodInfo[] Methods(Type tests) => tests.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);
}
