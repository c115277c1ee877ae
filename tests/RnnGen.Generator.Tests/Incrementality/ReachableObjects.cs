using System.Reflection;

namespace RnnGen.Generator.Tests.Incrementality;

/// <summary>Every object that a value keeps alive, found through fields and array elements.</summary>
internal static class ReachableObjects
{
    public static IReadOnlyCollection<object> From(IEnumerable<object> roots)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<object>(roots);
        while (open.TryPop(out object? value))
        {
            // Type objects reach the whole runtime, and are no values of the generator's.
            if (value is string or Type || !seen.Add(value))
            {
                continue;
            }

            foreach (object child in value is Array array ? array.Cast<object?>().OfType<object>() : Fields(value))
            {
                open.Push(child);
            }
        }

        return seen;
    }

    private static IEnumerable<object> Fields(object value)
    {
        for (Type? type = value.GetType(); type is not null && !type.IsPrimitive && !type.IsEnum; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike && field.GetValue(value) is { } child)
                {
                    yield return child;
                }
            }
        }
    }
}
