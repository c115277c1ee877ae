using System.Globalization;
using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Declarations;

/// <summary>Reads a model declaration from the attributes of a class. Everything after it works without Roslyn.</summary>
internal static class ModelParser
{
    /// <summary>
    /// The class as declared, or null where it declares no model or its attributes do not compile, which the compiler reports.
    /// </summary>
    public static AnnotatedClass? Parse(INamedTypeSymbol type, DeclarationAttributes attributes, CancellationToken cancellation)
    {
        if (type.TypeKind != TypeKind.Class
            || attributes.Model is not { } model
            || AttributeArguments.Read(model) is not { } arguments
            || Layers(attributes) is not { } layers)
        {
            return null;
        }

        // The model attribute's arguments read like a layer's: by property, with a value where nothing is written.
        var written = new LayerDeclaration("RnnModel", arguments);
        return new(
            new(
                Namespace(type),
                new(ClassFactsParser.ContainingTypes(type).Select(Header)),
                type.Name,
                written.Integer("SequenceLength"),
                Optional(written, "InputSize"),
                written.Choice("Topology", Topology.ManyToOne),
                written.Choice("Loss", Loss.MeanSquaredError),
                Optional(written, "OutputSteps"),
                written.Integer("Unroll"),
                new(layers)),
            ClassFactsParser.Parse(type, attributes, cancellation));
    }

    private static List<LayerDeclaration>? Layers(DeclarationAttributes attributes)
    {
        var layers = new List<LayerDeclaration>(attributes.Layers.Length);
        foreach (AttributeData layer in attributes.Layers)
        {
            if (AttributeArguments.Read(layer) is not { } arguments)
            {
                return null;
            }

            layers.Add(new(DeclarationAttributes.Kind(layer), arguments));
        }

        return layers;
    }

    private static int? Optional(LayerDeclaration written, string name) =>
        written.Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string Namespace(INamedTypeSymbol type)
    {
        var names = new List<string>();
        for (INamespaceSymbol scope = type.ContainingNamespace; !scope.IsGlobalNamespace; scope = scope.ContainingNamespace)
        {
            names.Insert(0, Identifiers.Escape(scope.Name));
        }

        return string.Join(".", names);
    }

    private static string Header(INamedTypeSymbol type)
    {
        string kind = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        return "partial " + kind + " " + Identifiers.Escape(type.Name);
    }
}
