namespace RnnGen;

/// <summary>What training writes to the console.</summary>
public enum Verbosity
{
    /// <summary>A progress line redrawn in place if the console is a terminal, else one line for each epoch. The default.</summary>
    /// <remarks>Above it, once for a process, stands what to change where the build alone makes training slow, unless a debugger is attached.</remarks>
    Auto,

    /// <summary>Nothing.</summary>
    Quiet,
}
