using System.Diagnostics;

namespace RnnGen.Tests.Storage;

/// <summary>What becomes of the file at a path, its links, mode and owner, when it is written.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_symbolic_link_stays_and_the_file_it_leads_to_is_replaced(bool isRelative)
    {
        Directory.CreateDirectory(folder["store"]);
        File.WriteAllText(folder["store/model-7"], "old");
        File.CreateSymbolicLink(folder["store/latest"], isRelative ? "model-7" : folder["store/model-7"]);
        File.CreateSymbolicLink(folder["model"], isRelative ? "store/latest" : folder["store/latest"]);

        Write(folder["model"], "new");

        Assert.Equal("new", File.ReadAllText(folder["store/model-7"]));
        Assert.NotNull(new FileInfo(folder["model"]).LinkTarget);
        Assert.NotNull(new FileInfo(folder["store/latest"]).LinkTarget);
        Assert.Equal(["model", "store"], Names(folder.Path));
        Assert.Equal(["latest", "model-7"], Names(folder["store"]));
    }

    [Fact]
    public void A_link_to_a_file_that_is_not_there_makes_it()
    {
        File.CreateSymbolicLink(folder["model"], "target");
        Write(folder["model"], "new");
        Assert.Equal("new", File.ReadAllText(folder["target"]));
        Assert.Equal("target", new FileInfo(folder["model"]).LinkTarget);
    }

    [Fact]
    public void A_link_into_a_folder_that_is_not_there_is_an_error_that_names_it()
    {
        File.CreateSymbolicLink(folder["model"], "gone/target");
        DirectoryNotFoundException error = Assert.Throws<DirectoryNotFoundException>(() => Write(folder["model"], "new"));
        Assert.Equal($"File '{folder["model"]}' cannot be written: there is no folder '{folder["gone"]}'.", error.Message);
    }

    [Theory]
    [InlineData("600")]
    [InlineData("640")]
    [InlineData("666")]
    [InlineData("755")]
    public void A_file_that_is_replaced_hands_on_its_mode(string octal)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // has no modes
        }

        var mode = (UnixFileMode)Convert.ToInt32(octal, 8);
        File.WriteAllText(folder["model"], "old");
        File.SetUnixFileMode(folder["model"], mode);
        File.CreateSymbolicLink(folder["link"], "model");

        Write(folder["model"], "new");
        Assert.Equal((mode, "new"), (File.GetUnixFileMode(folder["model"]), File.ReadAllText(folder["model"])));
        Write(folder["link"], "newer");
        Assert.Equal((mode, "newer"), (File.GetUnixFileMode(folder["model"]), File.ReadAllText(folder["model"])));
    }

    [Fact]
    public void A_new_file_has_the_mode_that_any_new_file_has()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllText(folder["other"], "");
        Write(folder["model"], "new");
        Assert.Equal(File.GetUnixFileMode(folder["other"]), File.GetUnixFileMode(folder["model"]));
    }

    [Fact]
    public void While_it_is_written_only_its_owner_can_read_a_file_that_replaces_another()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllText(folder["model"], "old");
        UnixFileMode mode = default;
        AtomicFile.Write(folder["model"], stream => mode = UnixFileStatus.Of(((FileStream)stream).Name)!.Mode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
    }

    [Fact]
    public void A_file_that_is_replaced_hands_on_its_owner()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // .NET knows no owners
        }

        File.WriteAllText(folder["model"], "old");
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", "1234:4321", folder["model"]); // others have only themselves to give it to
        }

        UnixFileStatus before = UnixFileStatus.Of(folder["model"])!;
        Write(folder["model"], "new");
        Assert.Equal(before, UnixFileStatus.Of(folder["model"]));
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Equal((1234u, 4321u), (before.Owner, before.Group));
        }
    }

    [Fact]
    public async Task What_is_no_file_is_written_to_and_not_replaced()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // .NET does not tell a pipe from a file
        }

        Run("mkfifo", folder["pipe"]);
        File.CreateSymbolicLink(folder["link"], "pipe");
        foreach (string name in new[] { "pipe", "link" })
        {
            Task<string> received = Task.Factory.StartNew(() => File.ReadAllText(folder["pipe"]), TaskCreationOptions.LongRunning);
            Write(folder[name], "through");
            Assert.Equal("through", await received);
        }

        Assert.Equal(["link", "pipe"], Names(folder.Path));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(238)]
    [InlineData(239)]
    [InlineData(255)]
    public void A_name_may_be_as_long_as_the_file_system_allows(int length)
    {
        string name = new('m', length);
        Write(folder[name], "first");
        Write(folder[name], "second");
        Assert.Equal("second", File.ReadAllText(folder[name]));
        Assert.Equal([name], Names(folder.Path));
    }

    [Fact]
    public void A_name_that_is_too_long_is_told_and_leaves_nothing_behind()
    {
        string path = folder[new string('m', 256)];
        IOException error = Assert.ThrowsAny<IOException>(() => Write(path, "new"));
        Assert.Contains($"'{path}'", error.Message, StringComparison.Ordinal);
        Assert.Empty(Names(folder.Path));
    }

    [Theory]
    [InlineData("no/model", "no")]
    [InlineData("no/such/model", "no/such")]
    public void A_missing_folder_is_named_together_with_the_path_as_given(string name, string missing)
    {
        string path = Path.Combine(folder.Path, ".", name);
        DirectoryNotFoundException error = Assert.Throws<DirectoryNotFoundException>(() => Write(path, "new"));
        Assert.Equal($"File '{path}' cannot be written: there is no folder '{folder[missing]}'.", error.Message);
    }

    [Fact]
    public void A_folder_in_the_file_s_place_is_named_and_stays()
    {
        Directory.CreateDirectory(folder["model"]);
        SystemException error = Assert.ThrowsAny<SystemException>(() => Write(folder["model"], "new"));
        Assert.True(error is IOException or UnauthorizedAccessException, error.ToString());
        Assert.StartsWith($"File '{folder["model"]}' cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(["model"], Names(folder.Path));
    }

    private static void Write(string path, string text) =>
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(text)));

    private static IEnumerable<string?> Names(string path) =>
        Directory.GetFileSystemEntries(path).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
