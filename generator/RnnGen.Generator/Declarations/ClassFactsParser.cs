using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RnnGen.Generator.Declarations;

/// <summary>Reads the facts about an annotated class from its symbol and syntax.</summary>
internal static class ClassFactsParser
{
    // The folder of this generator's output in every host: <assembly>/<generator type>/<hint name>.
    private const string OutputFolder = "RnnGen.Generator.RnnModelGenerator";

    // Raw string literals and static members of interfaces.
    private const LanguageVersion NeededLanguage = LanguageVersion.CSharp11;

    public static ClassFacts Parse(INamedTypeSymbol type, DeclarationAttributes attributes, CancellationToken cancellation)
    {
        ImmutableArray<ISymbol> members = Members(type);
        var overridden = new HashSet<ISymbol>(members.Select(Overridden).OfType<ISymbol>(), SymbolEqualityComparer.Default);
        return new(
            IsPartial(type, cancellation),
            type.Arity > 0,
            type.IsRecord,
            type.IsStatic,
            type.IsAbstract && !type.IsStatic,
            type.IsFileLocal,
            UnreachableBase(type),
            ModelBase(type, cancellation),
            new(ContainingTypes(type).Select(outer => new ContainingTypeFacts(
                outer.Name, IsPartial(outer, cancellation), outer.Arity > 0, outer.IsFileLocal))),
            new(members.Select(member => Facts(member, type, overridden, cancellation))),
            new(Constructors(type).Select(constructor => Facts(constructor, cancellation))),
            new(attributes.Strays.Select(DeclarationAttributes.Kind)),
            ModelParser.Kind(type),
            ModelParser.TypeParameters(type),
            type.BaseType?.InstanceConstructors
                .Where(constructor => IsAccessible(constructor, type))
                .Select(Arguments)
                .FirstOrDefault(static arguments => arguments is not null),
            OldLanguage(type),
            type.GetAttributes().Any(static attribute => attribute.AttributeClass is not { TypeKind: not TypeKind.Error }));
    }

    /// <summary>The types around <paramref name="type"/>, outermost first.</summary>
    public static ImmutableArray<INamedTypeSymbol> ContainingTypes(INamedTypeSymbol type)
    {
        var types = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            types.Insert(0, outer);
        }

        return types.ToImmutable();
    }

    /// <summary>Members written in <paramref name="type"/>, and those its base classes hand down.</summary>
    public static ImmutableArray<ISymbol> Members(INamedTypeSymbol type)
    {
        var members = ImmutableArray.CreateBuilder<ISymbol>();
        members.AddRange(type.GetMembers().Where(IsWritten));
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is { SpecialType: not SpecialType.System_Object }; ancestor = ancestor.BaseType)
        {
            members.AddRange(ancestor.GetMembers().Where(static member => IsNamed(member) && member.DeclaredAccessibility != Accessibility.Private));
        }

        return members.ToImmutable();
    }

    /// <summary>Instance constructors written in <paramref name="type"/>.</summary>
    public static ImmutableArray<IMethodSymbol> Constructors(INamedTypeSymbol type) =>
        [.. type.InstanceConstructors.Where(static constructor => !constructor.IsImplicitlyDeclared && !IsGeneratedHere(constructor))];

    private static bool IsWritten(ISymbol member) => IsNamed(member) && !IsGeneratedHere(member);

    private static bool IsNamed(ISymbol member) =>
        !member.IsImplicitlyDeclared && member is not IMethodSymbol { MethodKind: not MethodKind.Ordinary };

    /// <summary>A file with a part of <paramref name="type"/> that this generator wrote; null where there is none.</summary>
    public static string? EmittedFile(INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Select(static part => part.SyntaxTree).FirstOrDefault(IsGeneratedHere)?.FilePath;

    /// <summary>Whether a file was written by this generator.</summary>
    public static bool IsGeneratedHere(SyntaxTree tree) => tree.FilePath.Split('/', '\\').Contains(OutputFolder);

    // An analyzer sees the class with its generated members, the generator without them; the rules are about the rest.
    private static bool IsGeneratedHere(ISymbol member) =>
        member.DeclaringSyntaxReferences.Any(static reference => IsGeneratedHere(reference.SyntaxTree));

    // A file with top-level statements is a part of the class Program, and always partial.
    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).All(static part =>
            part is CompilationUnitSyntax || (part is TypeDeclarationSyntax declared && declared.Modifiers.Any(SyntaxKind.PartialKeyword)));

    private static MemberFacts Facts(ISymbol member, INamedTypeSymbol type, HashSet<ISymbol> overridden, CancellationToken cancellation)
    {
        bool isInherited = !SymbolEqualityComparer.Default.Equals(member.ContainingType, type);
        return new(
            member.Name,
            (member as IMethodSymbol)?.Signature(type),
            isInherited,
            isInherited && IsOpen(member) && !overridden.Contains(member) && IsSeen(member, type),
            !isInherited && ClassTraitsParser.IsUnset(member, cancellation));
    }

    private static bool IsOpen(ISymbol member) => member.IsAbstract || member.IsVirtual || (member.IsOverride && !member.IsSealed);

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        IEventSymbol change => change.OverriddenEvent,
        _ => null,
    };

    // Nothing hides, and nothing can override, what is internal to another assembly.
    private static bool IsSeen(ISymbol member, INamedTypeSymbol type) =>
        member.DeclaredAccessibility is not (Accessibility.Internal or Accessibility.ProtectedAndInternal)
        || SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, type.ContainingAssembly)
        || member.ContainingAssembly.GivesAccessTo(type.ContainingAssembly);

    private static string? ModelBase(INamedTypeSymbol type, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (DeclarationAttributes.Of(ancestor, cancellation).Model is not null)
            {
                return ancestor.Name;
            }
        }

        return null;
    }

    // As overload resolution would: one without parameters comes first, then one with optional parameters alone, then one that takes any number.
    private static string? UnreachableBase(INamedTypeSymbol type)
    {
        if (type.BaseType is not { TypeKind: not TypeKind.Error } parent)
        {
            return null;
        }

        IMethodSymbol[] reachable = [.. parent.InstanceConstructors.Where(constructor => IsReachable(constructor, type))];
        IMethodSymbol[] normal = [.. reachable.Where(static constructor => !constructor.Parameters.Any(static parameter => parameter.IsParams))];
        bool isOne = reachable.Any(static constructor => constructor.Parameters.IsEmpty) || normal.Length == 1 || (normal.Length == 0 && reachable.Length == 1);
        return isOne ? null : parent.Name;
    }

    private static bool IsReachable(IMethodSymbol constructor, INamedTypeSymbol type) =>
        constructor.Parameters.All(static parameter => parameter.IsOptional || parameter.IsParams) && IsAccessible(constructor, type);

    private static bool IsAccessible(IMethodSymbol constructor, INamedTypeSymbol type) => constructor.DeclaredAccessibility switch
    {
        Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal => true,
        Accessibility.Internal or Accessibility.ProtectedAndInternal =>
            SymbolEqualityComparer.Default.Equals(constructor.ContainingAssembly, type.ContainingAssembly),
        _ => false,
    };

    private static string? Arguments(IMethodSymbol constructor) =>
        constructor.Parameters.All(static parameter => parameter.RefKind is RefKind.None or RefKind.In)
            ? string.Join(", ", constructor.Parameters.Select(static parameter => $"default({Name(parameter.Type)})"))
            : null;

    private static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string? OldLanguage(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: var version } && version < NeededLanguage
            ? version.ToDisplayString()
            : null;

    private static ConstructorFacts Facts(IMethodSymbol constructor, CancellationToken cancellation)
    {
        SyntaxNode? syntax = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        return new(
            syntax is TypeDeclarationSyntax,
            syntax is ConstructorDeclarationSyntax { Initializer.RawKind: (int)SyntaxKind.ThisConstructorInitializer },
            constructor.Parameters.Length == 1 && constructor.Parameters[0] is { RefKind: RefKind.None, Type.SpecialType: SpecialType.System_Int32 },
            Arguments(constructor));
    }
}
