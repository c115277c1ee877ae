namespace RnnGen;

/// <summary>Writes files that are there completely or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes a new file beside <paramref name="path"/>, flushes it to the disk and renames it over. Whoever reads the
    /// path sees the old contents or the new ones, even if the process dies in between.
    /// </summary>
    /// <param name="path">The file's path.</param>
    /// <param name="write">Writes the contents. If it throws, the file that was there stays as it is.</param>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Path.GetFullPath(path);
        string temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        bool created = false;
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                created = true;
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch when (created)
        {
            File.Delete(temporary);
            throw;
        }
    }
}
