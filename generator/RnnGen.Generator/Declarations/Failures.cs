namespace RnnGen.Generator.Declarations;

/// <summary>Exceptions that nothing but a fault of this generator can throw.</summary>
internal static class Failures
{
    /// <summary>Whether an exception is one of those, and not the answer to a cancellation.</summary>
    public static bool IsOurs(Exception exception, CancellationToken cancellation) =>
        exception is not OperationCanceledException || !cancellation.IsCancellationRequested;

    /// <summary>The exception on one line: type, message, and the method that threw it.</summary>
    public static string Text(Exception exception)
    {
        string thrown = (exception.StackTrace ?? "").TrimStart().Split('\n')[0].Trim();
        string text = $"{exception.GetType().FullName}: {exception.Message}{(thrown.Length > 0 ? " " + thrown : "")}";
        return text.Replace("\r", "").Replace('\n', ' ');
    }
}
