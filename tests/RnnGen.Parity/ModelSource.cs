extern alias library;

using System.Globalization;
using System.Reflection;
using RnnGen.Generator.Declarations;
using RnnGen.Reference;

namespace RnnGen.Parity;

/// <summary>C# text of a declaration, as a user would write it.</summary>
internal static class ModelSource
{
    /// <summary>The class.</summary>
    /// <param name="declaration">A declaration without a namespace.</param>
    public static string Of(ModelDeclaration declaration) =>
        $$"""
        /// <summary>{{declaration.Name}}.</summary>
        {{Model(declaration)}}
        {{string.Join('\n', declaration.Layers.Select(Layer))}}
        public partial class {{declaration.Name}};

        """;

    /// <summary>The declaration on one line, for messages.</summary>
    public static string Describe(ModelDeclaration declaration) =>
        string.Join(' ', declaration.Layers.Select(Layer).Prepend(Model(declaration))).Replace("global::RnnGen.", "", StringComparison.Ordinal);

    private static string Model(ModelDeclaration declaration)
    {
        string[] settings =
        [
            Text(declaration.SequenceLength),
            Text(declaration.InputSize ?? throw new ArgumentException("The input size is not given.", nameof(declaration))),
            $"Topology = {Choice(declaration.Topology)}",
            $"Loss = {Choice(declaration.Loss)}",
            .. declaration.OutputSteps is { } outputSteps ? [$"OutputSteps = {Text(outputSteps)}"] : Array.Empty<string>(),
            .. declaration.Unroll != 0 ? [$"Unroll = {Text(declaration.Unroll)}"] : Array.Empty<string>(),
        ];
        return $"[global::RnnGen.RnnModel({string.Join(", ", settings)})]";
    }

    /// <summary>The attribute's own properties and constructor say how each argument is written, so any layer can be.</summary>
    private static string Layer(LayerDeclaration layer)
    {
        Type attribute = typeof(library::RnnGen.RnnModelAttribute).Assembly.GetType($"RnnGen.{layer.Kind}Attribute", throwOnError: true)!;
        ParameterInfo[] positional = attribute.GetConstructors().Single().GetParameters();
        bool IsPositional(LayerArgument argument) => positional.Any(parameter => NamesEqual(parameter, argument));

        IEnumerable<string> first = positional.Select(parameter => Value(attribute, layer.Arguments.Single(argument => NamesEqual(parameter, argument))));
        IEnumerable<string> rest = layer.Arguments
            .Where(argument => !IsPositional(argument))
            .Select(argument => $"{argument.Name} = {Value(attribute, argument)}");
        return $"[global::RnnGen.{layer.Kind}({string.Join(", ", first.Concat(rest))})]";
    }

    private static bool NamesEqual(ParameterInfo parameter, LayerArgument argument) =>
        string.Equals(parameter.Name, argument.Name, StringComparison.OrdinalIgnoreCase);

    private static string Value(Type attribute, LayerArgument argument)
    {
        Type type = attribute.GetProperty(argument.Name)!.PropertyType;
        return type.IsEnum ? $"global::{type.FullName}.{Enum.GetName(type, int.Parse(argument.Value, CultureInfo.InvariantCulture))}"
            : type == typeof(bool) ? (bool.Parse(argument.Value) ? "true" : "false")
            : type == typeof(string) ? $"\"{argument.Value}\""
            : argument.Value;
    }

    private static string Choice<TEnum>(TEnum value) where TEnum : struct, Enum => $"global::RnnGen.{typeof(TEnum).Name}.{value}";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
