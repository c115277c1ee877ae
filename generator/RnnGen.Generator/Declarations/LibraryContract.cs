using Microsoft.CodeAnalysis;
using RnnGen.Runtime;

namespace RnnGen.Generator.Declarations;

/// <summary>The version of the contract that the library has which a project references: what is emitted compiles and runs with that of this generator only.</summary>
internal static class LibraryContract
{
    private const string ClassName = "RnnGen.Runtime." + nameof(RuntimeContract);

    /// <summary>What is known of the library where it does not fit; null where it does.</summary>
    /// <param name="library">The assembly with the attributes.</param>
    public static string? Difference(IAssemblySymbol library) => Version(library) switch
    {
        RuntimeContract.Version => null,
        int version => FormattableString.Invariant($"{library.Identity.Name} {library.Identity.Version.ToString(3)} has version {version}"),
        null => $"{library.Identity.Name} {library.Identity.Version.ToString(3)} has none",
    };

    private static int? Version(IAssemblySymbol library) =>
        library.GetTypeByMetadataName(ClassName)?.GetMembers(nameof(RuntimeContract.Version)).OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue as int?;
}
