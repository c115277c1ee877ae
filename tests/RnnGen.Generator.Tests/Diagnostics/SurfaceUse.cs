using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Tests.Diagnostics;

/// <summary>A class that uses every public member of a model, written from the members that a sound one has.</summary>
internal static class SurfaceUse
{
    private static readonly SymbolDisplayFormat Names = SymbolDisplayFormat.FullyQualifiedFormat;

    /// <summary>The source of the class.</summary>
    /// <param name="sound">A sound model with the members in question.</param>
    /// <param name="model">The model to use, as C# writes it.</param>
    /// <param name="canUse">Whether a member is to be used.</param>
    public static string Of(INamedTypeSymbol sound, string model, Func<ISymbol, bool> canUse)
    {
        string In(ITypeSymbol type) => type.ToDisplayString(Names).Replace(sound.ToDisplayString(Names), model, StringComparison.Ordinal);
        string Arguments(IMethodSymbol method) => string.Join(", ", method.Parameters.Select(parameter => $"{parameter.Name}: default({In(parameter.Type)})!"));

        var members = new List<string>();
        var statements = new List<string>();
        foreach (ISymbol member in sound.GetMembers().Where(static member => member.DeclaredAccessibility == Accessibility.Public).Where(canUse))
        {
            string owner = member.IsStatic ? model : "model";
            switch (member)
            {
                case IFieldSymbol { IsConst: true }:
                    members.Add($"    public const int Half{member.Name} = 100 / {model}.{member.Name};");
                    break;
                case IPropertySymbol:
                    statements.Add($"        _ = {owner}.{member.Name};");
                    break;
                case INamedTypeSymbol type:
                    members.Add($"    private {model}.{type.Name}? Own{type.Name};");
                    foreach (IMethodSymbol constructor in type.InstanceConstructors)
                    {
                        statements.Add($"        Own{type.Name} = new {model}.{type.Name}({Arguments(constructor)});");
                    }

                    break;
                case IMethodSymbol { MethodKind: MethodKind.Constructor } constructor:
                    statements.Add($"        model = new {model}({Arguments(constructor)});");
                    statements.Add($"        model = new {model}();");
                    break;
                case IMethodSymbol { MethodKind: MethodKind.Ordinary } method:
                    statements.Add($"        {owner}.{method.Name}({Arguments(method)});");
                    break;
            }
        }

        if (canUse(sound))
        {
            members.Add($"    private {model} model = null!;");
            statements.AddRange(sound.AllInterfaces.Where(view => canUse(view)).Select((view, index) => $"        {In(view)} view{index} = model;"));
        }

        return $$"""
            public partial class User
            {
            {{string.Join('\n', members)}}
                public void UseAll()
                {
            {{string.Join('\n', statements)}}
                }
            }
            """;
    }
}
