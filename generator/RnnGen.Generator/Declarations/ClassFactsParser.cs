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

    public static ClassFacts Parse(INamedTypeSymbol type, DeclarationAttributes attributes, CancellationToken cancellation) => new(
        IsPartial(type, cancellation),
        type.Arity > 0,
        type.IsRecord,
        type.IsStatic,
        type.IsAbstract && !type.IsStatic,
        type.IsFileLocal,
        UnreachableBase(type),
        new(ContainingTypes(type).Select(outer => new ContainingTypeFacts(
            outer.Name, IsPartial(outer, cancellation), outer.Arity > 0, outer.IsFileLocal))),
        new(Members(type).Select(member => new MemberFacts(
            member.Name, member is IMethodSymbol, !SymbolEqualityComparer.Default.Equals(member.ContainingType, type)))),
        new(Constructors(type).Select(constructor => Facts(constructor, cancellation))),
        new(attributes.Strays.Select(DeclarationAttributes.Kind)));

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

    // The analyzer sees the class with its generated members, the generator without them; the rules are about the rest.
    private static bool IsGeneratedHere(ISymbol member) => member.DeclaringSyntaxReferences.Any(static reference =>
        reference.SyntaxTree.FilePath.Split('/', '\\').Contains(OutputFolder));

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax(cancellation) is TypeDeclarationSyntax part && part.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static string? UnreachableBase(INamedTypeSymbol type) =>
        type.BaseType is { TypeKind: not TypeKind.Error } parent
        && !parent.InstanceConstructors.Any(constructor => IsReachable(constructor, type))
            ? parent.Name
            : null;

    private static bool IsReachable(IMethodSymbol constructor, INamedTypeSymbol type) =>
        constructor.Parameters.All(static parameter => parameter.IsOptional || parameter.IsParams)
        && constructor.DeclaredAccessibility switch
        {
            Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal => true,
            Accessibility.Internal or Accessibility.ProtectedAndInternal =>
                SymbolEqualityComparer.Default.Equals(constructor.ContainingAssembly, type.ContainingAssembly),
            _ => false,
        };

    private static ConstructorFacts Facts(IMethodSymbol constructor, CancellationToken cancellation)
    {
        SyntaxNode? syntax = constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
        return new(
            syntax is TypeDeclarationSyntax,
            syntax is ConstructorDeclarationSyntax { Initializer.RawKind: (int)SyntaxKind.ThisConstructorInitializer },
            constructor.Parameters.Length == 1 && constructor.Parameters[0].Type.SpecialType == SpecialType.System_Int32);
    }
}
