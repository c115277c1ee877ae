using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RnnGen;

/// <summary>
/// What a Unix system knows of the file at a path: kind, mode, and on Linux its owner, which .NET does not tell. A symbolic
/// link is followed.
/// </summary>
/// <param name="IsFile">Whether it is a regular file.</param>
/// <param name="IsDirectory">Whether it is a folder.</param>
/// <param name="Mode">Who may read, write and execute it.</param>
/// <param name="Owner">The owner's number, or null if it is not known.</param>
/// <param name="Group">The group's number, or null if it is not known.</param>
internal sealed partial record UnixFileStatus(bool IsFile, bool IsDirectory, UnixFileMode Mode, uint? Owner, uint? Group)
{
    private const uint KindMask = 0xF000;
    private const uint RegularFile = 0x8000;
    private const uint Directory = 0x4000;
    private const uint Unchanged = uint.MaxValue;

    /// <summary>The status of what is at a path, or null if there is nothing, or the system is not a Unix.</summary>
    public static UnixFileStatus? Of(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        if (OperatingSystem.IsLinux() && TryStatX(path, out Status status))
        {
            uint kind = status.Mode & KindMask;
            return new UnixFileStatus(
                kind == RegularFile, kind == Directory, (UnixFileMode)(status.Mode & ~KindMask), status.Owner, status.Group);
        }

        try
        {
            return File.Exists(path) ? new UnixFileStatus(true, false, File.GetUnixFileMode(path), null, null) : null;
        }
        catch (IOException)
        {
            return null; // a link that leads nowhere exists, but has no mode
        }
    }

    /// <summary>
    /// Gives this owner, group and mode to another file, as far as the process may. Where the group cannot be kept, the
    /// group that the file has instead may do no more than everybody.
    /// </summary>
    public void ApplyTo(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        UnixFileMode mode = Mode;
        if (Owner is { } owner && Group is { } group
            && ChangeOwner(file, owner, group) != 0 && ChangeOwner(file, Unchanged, group) != 0)
        {
            const UnixFileMode OfGroup = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
            mode &= ~OfGroup | (UnixFileMode)(((int)mode & 7) << 3);
        }

        try
        {
            File.SetUnixFileMode(file, mode); // after the owner, which clears bits of it
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file system without modes. Where there are some, the file is its owner's alone.
        }
    }

    /// <summary>By <c>statx</c>, whose structure is the same on every processor, unlike that of <c>stat</c>.</summary>
    private static bool TryStatX(string path, out Status status)
    {
        const int CurrentFolder = -100; // AT_FDCWD
        const uint TypeModeOwnerGroup = 0x1 | 0x2 | 0x8 | 0x10; // STATX_TYPE | STATX_MODE | STATX_UID | STATX_GID
        try
        {
            return StatX(CurrentFolder, path, 0, TypeModeOwnerGroup, out status) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            status = default;
            return false; // musl before 1.2.5
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, out Status status);

    [LibraryImport("libc", EntryPoint = "fchown")]
    private static partial int ChangeOwner(SafeFileHandle file, uint owner, uint group);

    /// <summary><c>struct statx</c>, of which only the first fields matter here.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;
    }
}
