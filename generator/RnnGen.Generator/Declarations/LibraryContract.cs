using Microsoft.CodeAnalysis;
using RnnGen.Runtime;

namespace RnnGen.Generator.Declarations;

/// <summary>
/// The version of the contract that the library has which a project references: what is emitted compiles and runs with that of this generator only.
/// </summary>
internal static class LibraryContract
{
    private const string ClassName = "RnnGen.Runtime." + nameof(RuntimeContract);

    /// <summary>What is known of the library where it does not fit; null where it does.</summary>
    /// <param name="attribute">An attribute of a model's.</param>
    public static string? Difference(INamedTypeSymbol attribute)
    {
        IAssemblySymbol library = LibraryOf(attribute);
        return Version(library) switch
        {
            RuntimeContract.Version => null,
            int version => FormattableString.Invariant($"{library.Identity.Name} {library.Identity.Version.ToString(3)} has version {version}"),
            null => $"{library.Identity.Name} {library.Identity.Version.ToString(3)} has none",
        };
    }

    /// <summary>An attribute may be somebody's own; what it derives from is the library's.</summary>
    private static IAssemblySymbol LibraryOf(INamedTypeSymbol attribute) =>
        attribute.BaseType is { BaseType.SpecialType: not SpecialType.System_Object } derived ? LibraryOf(derived) : attribute.ContainingAssembly;

    private static int? Version(IAssemblySymbol library) =>
        library.GetTypeByMetadataName(ClassName)?.GetMembers(nameof(RuntimeContract.Version)).OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue as int?;
}
