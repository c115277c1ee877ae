namespace RnnGen;

/// <summary>The names that safetensors gives to element types, and the sizes of such elements.</summary>
internal static class TensorDataType
{
    public const string Single = "F32";
    public const string Double = "F64";
    public const string Int32 = "I32";
    public const string Int64 = "I64";

    /// <summary>Bytes of one element, or 0 for a name that the format does not know.</summary>
    public static int SizeOf(string name) => name switch
    {
        "BOOL" or "U8" or "I8" or "F8_E5M2" or "F8_E4M3" or "F8_E8M0" => 1,
        "U16" or "I16" or "F16" or "BF16" => 2,
        "U32" or Int32 or Single => 4,
        "U64" or Int64 or Double or "C64" => 8,
        _ => 0,
    };

    /// <summary>
    /// Place in a file that this library writes: like the reference implementation's, by falling alignment and then in
    /// the order that its list of types has.
    /// </summary>
    public static int WritingOrder(string name) => name switch
    {
        Int64 => 0,
        Double => 1,
        Single => 2,
        Int32 => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "This library does not write such tensors."),
    };
}
