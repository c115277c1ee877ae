namespace RnnGen;

/// <summary>What training writes to the console.</summary>
public enum Verbosity
{
    /// <summary>A progress line redrawn in place if the console is a terminal, else one line for each epoch. The default.</summary>
    Auto,

    /// <summary>Nothing.</summary>
    Quiet,
}
