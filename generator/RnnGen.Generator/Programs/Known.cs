namespace RnnGen.Generator.Programs;

/// <summary>What is known of a step's input before it is run.</summary>
internal enum Known
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>It is zero.</summary>
    Zero,

    /// <summary>It is one, as a mask where nothing is masked.</summary>
    One,
}
