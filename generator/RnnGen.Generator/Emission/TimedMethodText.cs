using RnnGen.Generator.Planning;
using RnnGen.Generator.Planning.Kernels;

namespace RnnGen.Generator.Emission;

/// <summary>Prints the methods that take t: each calls a kernel with the rows of that step.</summary>
internal static class TimedMethodText
{
    public static void Print(CodeWriter code, ParameterText parameters, TimedMethod method, string summary)
    {
        code.Summary(summary);
        code.Line($"private static void {method.Name}(ref float p, ref float w, int t) =>");
        code.Continue(Call(parameters, method, argument => argument.Step == 0 ? "t"
            : $"unchecked({TimeText.Step("t", argument.Step)})") + ";");
    }

    /// <summary>The call of a method's kernel.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="method">The method.</param>
    /// <param name="step">The step at which an argument is taken that moves with time.</param>
    public static string Call(ParameterText parameters, TimedMethod method, Func<TimedArgument, string> step)
    {
        EmittedMethod kernel = method.Kernel;
        IEnumerable<string> arguments = method.Arguments.Select(argument =>
            $"{OriginNames.Argument(kernel.Home, argument.Origin)}: {RowText.At(argument.Rows, argument.IsFixed ? Literal.Of(argument.Step) : step(argument))}");
        return $"{kernel.Name}(ref {parameters.At(kernel.Start(method.FirstParameter))}, ref w, {string.Join(", ", arguments)})";
    }
}
