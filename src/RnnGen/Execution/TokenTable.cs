using System.ComponentModel;

namespace RnnGen.Runtime;

/// <summary>The table of an embedding, in which a network's inputs are looked up: a row for each token, behind all other parameters.</summary>
/// <param name="VocabularySize">Number of rows; tokens are 0 to one less.</param>
/// <param name="Offset">Where it begins among the parameters.</param>
/// <param name="PaddingIndex">The token whose row does not learn; −1 where there is none.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TokenTable(int VocabularySize, int Offset, int PaddingIndex = -1);
