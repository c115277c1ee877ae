namespace RnnGen;

/// <summary>Writes files that are there completely or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes a new file into the folder of <paramref name="path"/>, flushes it to the disk and renames it over. Whoever reads
    /// the path sees the old contents or the new ones, even if the process dies in between. A symbolic link stays, and
    /// the file it leads to is replaced; a file that is replaced hands on its mode and owner. What is no file, such as a pipe or
    /// a device, is written to instead of replaced (known on Linux only).
    /// </summary>
    /// <param name="path">The file's path.</param>
    /// <param name="write">Writes the contents. If it throws, the file that was there stays as it is.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        UnixFileStatus? status = UnixFileStatus.Of(path);
        if (status is { IsFile: false, IsDirectory: false })
        {
            using FileStream device = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(device);
            return;
        }

        FileInfo file = new(path);
        string target = (file.LinkTarget is null ? null : file.ResolveLinkTarget(returnFinalTarget: true))?.FullName ?? file.FullName;
        string folder = Path.GetDirectoryName(target) ?? target;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"File '{path}' cannot be written: there is no folder '{folder}'.");
        }

        // A name of its own: one made from the file's could be longer than the file system allows.
        string temporary = Path.Combine(folder, $".rnngen-{Path.GetRandomFileName()}.tmp");
        bool created = false;
        try
        {
            using (FileStream stream = Named(path, () => Create(temporary, status)))
            {
                created = true;
                write(stream);
                stream.Flush(flushToDisk: true);
                status?.ApplyTo(stream.SafeFileHandle);
            }

            Named(path, () =>
            {
                File.Move(temporary, target, overwrite: true);
                return true;
            });
        }
        catch when (created)
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static FileStream Create(string temporary, UnixFileStatus? replaced)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (replaced is not null && !OperatingSystem.IsWindows())
        {
            // Until it has the right owner nobody else may read it, who might not have been allowed to read the other one.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(temporary, options);
    }

    /// <summary>Runs an operation on the temporary file; its errors name the file that the caller asked for.</summary>
    private static T Named<T>(string path, Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UnauthorizedAccessException($"File '{path}' cannot be written: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new IOException($"File '{path}' cannot be written: {e.Message}", e) { HResult = e.HResult };
        }
    }
}
