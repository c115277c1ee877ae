using System.Globalization;

namespace RnnGen.Generator.Programs;

/// <summary>Names of steps and adjoints, each given once, whatever the layers are called.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<string> taken = [];

    /// <summary>The name, with a number where it is taken.</summary>
    public string Of(string name)
    {
        string unique = name;
        for (int number = 2; !taken.Add(unique); number++)
        {
            unique = name + number.ToString(CultureInfo.InvariantCulture);
        }

        return unique;
    }
}
