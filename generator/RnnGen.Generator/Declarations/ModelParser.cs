using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Declarations;

/// <summary>Reads a model declaration from the attributes of a class. Everything after it works without Roslyn.</summary>
internal static class ModelParser
{
    /// <summary>The class as declared, or null where nothing is declared on it.</summary>
    public static AnnotatedClass? Parse(INamedTypeSymbol type, DeclarationAttributes attributes, Compilation compilation, CancellationToken cancellation)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || (attributes.Model is null && attributes.Layers.IsEmpty))
        {
            return null;
        }

        var unread = new List<UnreadAttribute>();
        // The model attribute's arguments read like a layer's: by property, with a value where nothing is written.
        LayerDeclaration written = attributes.Model is { } model
            ? new("RnnModel", Read(model, null, compilation, unread, cancellation))
            : new("RnnModel", default);
        if (type.TypeKind == TypeKind.Struct)
        {
            // The attributes are for classes: CS0592.
            unread.Add(new(null, null));
        }

        LayerDeclaration[] layers =
        [
            .. attributes.Layers.Select((layer, index) =>
                new LayerDeclaration(DeclarationAttributes.Kind(layer), Read(layer, index, compilation, unread, cancellation))),
        ];
        return new(
            new(
                Namespace(type),
                new(ClassFactsParser.ContainingTypes(type).Select(Header)),
                type.Name,
                written.Value("SequenceLength", 0),
                Optional(written, "InputSize"),
                written.Value("Topology", Topology.ManyToOne),
                written.Value("Loss", Loss.MeanSquaredError),
                Optional(written, "OutputSteps") is { } steps and not 0 ? steps : null,
                written.Value("Unroll", 0),
                new(layers))
            {
                Stateful = written.Value("Stateful", false),
                VariableLength = written.Value("VariableLength", false),
                TruncatedSteps = written.Value("TruncatedSteps", 0),
                LabelSmoothing = written.Value("LabelSmoothing", 0.0),
                Traits = ClassTraitsParser.Parse(type, cancellation),
            },
            ClassFactsParser.Parse(type, attributes, cancellation),
            new(unread))
        {
            IsModel = attributes.Model is not null,
        };
    }

    /// <summary>The keywords of a type: <c>record struct</c>.</summary>
    public static string Kind(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };

    /// <summary>The type parameters as each part of a type has them: <c>&lt;in T&gt;</c>; empty where there are none.</summary>
    public static string TypeParameters(INamedTypeSymbol type)
    {
        IEnumerable<string> parameters = type.TypeParameters.Select(static parameter =>
            (parameter.Variance switch { VarianceKind.In => "in ", VarianceKind.Out => "out ", _ => "" }) + Identifiers.Escape(parameter.Name));
        return type.Arity == 0 ? "" : $"<{string.Join(", ", parameters)}>";
    }

    private static string Header(INamedTypeSymbol type) => $"partial {Kind(type)} {Identifiers.Escape(type.Name)}{TypeParameters(type)}";

    private static EquatableArray<LayerArgument> Read(
        AttributeData attribute, int? layer, Compilation compilation, List<UnreadAttribute> unread, CancellationToken cancellation)
    {
        var properties = new List<string?>();
        EquatableArray<LayerArgument> arguments = AttributeArguments.Read(attribute, properties);
        foreach (string? property in properties)
        {
            unread.Add(GeneratedConstants.Find(attribute, property, compilation, cancellation) is { } constant
                ? new(layer, constant.Property, constant.Text, constant.Owner)
                : new(layer, property));
        }

        return arguments;
    }

    private static int? Optional(LayerDeclaration written, string name) =>
        written.Find(name) is int value ? value : null;

    private static string Namespace(INamedTypeSymbol type)
    {
        var names = new List<string>();
        for (INamespaceSymbol scope = type.ContainingNamespace; !scope.IsGlobalNamespace; scope = scope.ContainingNamespace)
        {
            names.Insert(0, Identifiers.Escape(scope.Name));
        }

        return string.Join(".", names);
    }
}
