extern alias library;

using System.Globalization;
using System.Reflection;
using RnnGen.Generator.Declarations;
using RnnGen.Generator.Networks;
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
            .. declaration.InputSize is { } inputSize ? [Text(inputSize)] : Array.Empty<string>(),
            $"Topology = {Choice(declaration.Topology)}",
            $"Loss = {Choice(declaration.Loss)}",
            .. declaration.OutputSteps is { } outputSteps ? [$"OutputSteps = {Text(outputSteps)}"] : Array.Empty<string>(),
            .. declaration.VariableLength ? ["VariableLength = true"] : Array.Empty<string>(),
            .. declaration.Stateful ? ["Stateful = true"] : Array.Empty<string>(),
            .. declaration.LabelSmoothing != 0 ? [$"LabelSmoothing = {declaration.LabelSmoothing.ToString("R", CultureInfo.InvariantCulture)}"] : Array.Empty<string>(),
            .. declaration.TruncatedSteps != 0 ? [$"TruncatedSteps = {Text(declaration.TruncatedSteps)}"] : Array.Empty<string>(),
            .. declaration.Unroll != 0 ? [$"Unroll = {Text(declaration.Unroll)}"] : Array.Empty<string>(),
        ];
        return $"[global::RnnGen.RnnModel({string.Join(", ", settings)})]";
    }

    /// <summary>The attribute's own constructor says which arguments stand first, so any layer can be written.</summary>
    private static string Layer(LayerDeclaration layer)
    {
        Type attribute = typeof(library::RnnGen.RnnModelAttribute).Assembly.GetType($"RnnGen.{layer.Kind}Attribute", throwOnError: true)!;
        ParameterInfo[] positional = attribute.GetConstructors().Single().GetParameters();
        bool IsPositional(LayerArgument argument) => positional.Any(parameter => NamesEqual(parameter, argument));

        IEnumerable<string> first = positional.Select(parameter => Value(layer.Arguments.Single(argument => NamesEqual(parameter, argument)).Value));
        IEnumerable<string> rest = layer.Arguments
            .Where(argument => !IsPositional(argument))
            .Select(argument => $"{argument.Name} = {Value(argument.Value)}");
        return $"[global::RnnGen.{layer.Kind}({string.Join(", ", first.Concat(rest))})]";
    }

    private static bool NamesEqual(ParameterInfo parameter, LayerArgument argument) =>
        string.Equals(parameter.Name, argument.Name, StringComparison.OrdinalIgnoreCase);

    private static string Value(object value) => value switch
    {
        Enum choice => Choice(choice),
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        EquatableArray<string> names => string.Join(", ", names.Select(Value)),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"No attribute holds a {value.GetType()}.", nameof(value)),
    };

    private static string Choice(Enum value) => $"global::RnnGen.{value.GetType().Name}.{value}";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
