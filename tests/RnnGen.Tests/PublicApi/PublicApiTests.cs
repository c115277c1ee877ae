using System.ComponentModel;
using System.Reflection;
using PublicApiGenerator;

namespace RnnGen.Tests.PublicApi;

/// <summary>
/// Everything public in the library, compared with a listing that a person has approved: in one file what users see, in another what emitted code calls.
/// </summary>
public sealed class PublicApiTests
{
    /// <summary>Set to 1, writes the listings anew.</summary>
    private const string Accept = "RNNGEN_ACCEPT_API";

    private const string Users = "RnnGen";
    private const string EmittedCode = "RnnGen.Runtime";
    private const string Folder = "tests/RnnGen.Tests/PublicApi";

    private static readonly Type[] Types = typeof(RnnModelAttribute).Assembly.GetExportedTypes();

    [Theory]
    [InlineData(Users, "Programs compile against it: take away or change nothing between two minor versions, and name what is new in the changelog.")]
    [InlineData(EmittedCode, "Models built against the last release call it: raise RuntimeContract.Version if anything is gone or changed, unless that has been done.")]
    public void The_public_API_is_what_was_approved(string @namespace, string advice)
    {
        string path = Path.Combine(Root(), Folder, @namespace + ".txt");
        string[] listing = Listing(@namespace);
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            File.WriteAllText(path, string.Join('\n', listing) + "\n");
        }

        string[] approved = File.Exists(path) ? File.ReadAllLines(path) : [];
        string[] gone = [.. approved.Except(listing, StringComparer.Ordinal).Select(static line => "- " + line.Trim())];
        string[] added = [.. listing.Except(approved, StringComparer.Ordinal).Select(static line => "+ " + line.Trim())];
        Assert.True(
            listing.SequenceEqual(approved, StringComparer.Ordinal),
            $"""
            The public API of {@namespace} is not what {Folder}/{@namespace}.txt says{(gone.Length + added.Length == 0 ? ", in its order" : "")}.
            {advice}
            If it is meant, {Accept}=1 writes the listings anew; look at their difference before it is committed.
            {string.Join('\n', gone.Concat(added).Take(60))}
            """);
    }

    [Fact]
    public void There_are_two_namespaces() =>
        Assert.Equal([Users, EmittedCode], Types.Select(static type => type.Namespace).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void What_emitted_code_calls_is_hidden_from_completion_and_nothing_else() =>
        Assert.All(Types.Where(static type => !type.IsNested), static type => Assert.Equal(
            (type.FullName, type.Namespace == EmittedCode),
            (type.FullName, type.GetCustomAttribute<EditorBrowsableAttribute>()?.State == EditorBrowsableState.Never)));

    private static string[] Listing(string @namespace)
    {
        string text = typeof(RnnModelAttribute).Assembly.GeneratePublicApi(new ApiGeneratorOptions
        {
            IncludeAssemblyAttributes = false,
            IncludeTypes = [.. Types.Where(type => type.Namespace == @namespace)],
            // Written on every type there, and the subject of a test of its own.
            ExcludeAttributes = [typeof(EditorBrowsableAttribute).FullName!],
        });
        IEnumerable<Type> interfaces = Types.Where(type => type.IsInterface && type.Namespace == @namespace);
        return [.. text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'), .. interfaces.Select(Asked).Order(StringComparer.Ordinal)];
    }

    /// <summary>What implementations have to have: the text above does not tell a member with a body from one without.</summary>
    private static string Asked(Type type)
    {
        IEnumerable<string> names = type.GetMethods().Where(static method => method.IsAbstract).Select(static method => method.Name);
        return $"// {type.Name} asks for {string.Join(", ", names.Distinct().Order(StringComparer.Ordinal))}";
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "RnnGen.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
        }

        return folder;
    }
}
