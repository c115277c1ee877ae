namespace RnnGen;

/// <summary>Reads as many bytes as a header promises, without trusting the promise.</summary>
internal static class StreamBytes
{
    private const int FirstPiece = 1 << 16;

    /// <summary>
    /// Reads exactly <paramref name="count"/> bytes, or returns null if there are fewer. Memory is taken as bytes arrive,
    /// so that a damaged length cannot ask for more than twice what is there.
    /// </summary>
    public static byte[]? TryRead(Stream stream, int count, out int found)
    {
        byte[] bytes = new byte[Math.Min(count, FirstPiece)];
        found = 0;
        while (true)
        {
            found += stream.ReadAtLeast(bytes.AsSpan(found), bytes.Length - found, throwOnEndOfStream: false);
            if (found < bytes.Length)
            {
                return null;
            }

            if (found == count)
            {
                return bytes;
            }

            Array.Resize(ref bytes, (int)Math.Min(count, 2L * bytes.Length));
        }
    }
}
