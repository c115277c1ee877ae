using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>
/// What the private constructor of a generated model takes that draws no parameters but leaves them zero, for those who
/// write all of them at once. A type of its own, so that no constructor of the user's has the same parameters.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UnsetParameters;
