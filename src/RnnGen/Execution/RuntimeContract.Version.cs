namespace RnnGen.Runtime;

/// <remarks>This file is compiled into the generator too, which so knows for what library it writes.</remarks>
public static partial class RuntimeContract
{
    /// <summary>
    /// Goes up by one with the first change, after a release, that takes away or alters what emitted code of that release calls. The compiler copies it into a model's
    /// assembly, where it stays what it was when that was built.
    /// </summary>
    public const int Version = 1;
}
