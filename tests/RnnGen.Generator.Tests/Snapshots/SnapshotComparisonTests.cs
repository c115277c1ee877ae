namespace RnnGen.Generator.Tests.Snapshots;

public sealed class SnapshotComparisonTests : IDisposable
{
    private const string Test = "SomeTests.Some_test";
    private const string HintName = "Some.Namespace/Forecaster.Loss.g.cs";
    private const string FileName = "SomeTests.Some_test#Forecaster.Loss.g";

    private static readonly Dictionary<string, string> Sources = new() { [HintName] = "class A\n{\n}\n" };

    private readonly string folder = Directory.CreateTempSubdirectory("snapshots").FullName;

    private string Verified => Path.Combine(folder, FileName + ".verified.cs");

    private string Received => Path.Combine(folder, FileName + ".received.cs");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_equal_to_its_snapshot_passes_and_leaves_nothing()
    {
        File.WriteAllText(Verified, $"//HintName: {HintName}\nclass A\n{{\n}}\n");
        File.WriteAllText(Received, "of an earlier run");

        Assert.Null(SnapshotComparison.Compare(folder, Test, Sources, accept: false));
        Assert.Equal([Verified], Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("\uFEFF", "")]
    [InlineData("", "\n")]
    public void A_byte_order_mark_and_one_more_line_feed_are_forgiven_in_the_verified_file(string before, string after)
    {
        File.WriteAllText(Verified, $"{before}//HintName: {HintName}\nclass A\n{{\n}}\n{after}");

        Assert.Null(SnapshotComparison.Compare(folder, Test, Sources, accept: false));
    }

    [Fact]
    public void A_changed_line_fails_shows_both_versions_and_writes_what_was_received()
    {
        File.WriteAllText(Verified, $"//HintName: {HintName}\nclass B\n{{\n}}\n");

        string? problem = SnapshotComparison.Compare(folder, Test, Sources, accept: false);

        Assert.Equal($"{FileName}.verified.cs differs from what was generated:\n  //HintName: {HintName}\n- class B\n+ class A\n  {{\n  }}\n  \n", problem);
        Assert.Equal($"//HintName: {HintName}\nclass A\n{{\n}}\n", File.ReadAllText(Received));
    }

    [Fact]
    public void Lines_far_from_a_change_are_left_out()
    {
        string lines = string.Concat(Enumerable.Range(1, 40).Select(static line => $"// {line}\n"));
        File.WriteAllText(Verified, $"//HintName: {HintName}\n{lines}");

        string? problem = SnapshotComparison.Compare(
            folder, Test, new Dictionary<string, string> { [HintName] = lines.Replace("// 20\n", "// twenty\n", StringComparison.Ordinal) }, accept: false);

        Assert.Equal($"{FileName}.verified.cs differs from what was generated:\n  …\n  // 17\n  // 18\n  // 19\n- // 20\n+ // twenty\n  // 21\n  // 22\n  // 23\n", problem);
    }

    [Fact]
    public void Whitespace_counts()
    {
        File.WriteAllText(Verified, $"//HintName: {HintName}\nclass A\n{{\n}} \n");

        Assert.NotNull(SnapshotComparison.Compare(folder, Test, Sources, accept: false));
    }

    [Fact]
    public void A_file_without_a_snapshot_fails()
    {
        string? problem = SnapshotComparison.Compare(folder, Test, Sources, accept: false);

        Assert.StartsWith($"There is no verified file {FileName}.verified.cs", problem, StringComparison.Ordinal);
        Assert.True(File.Exists(Received));
    }

    [Fact]
    public void A_verified_file_that_nothing_produces_fails()
    {
        File.WriteAllText(Verified, $"//HintName: {HintName}\nclass A\n{{\n}}\n");
        File.WriteAllText(Path.Combine(folder, Test + "#Old.g.verified.cs"), "");
        File.WriteAllText(Path.Combine(folder, "SomeTests.Some_test_more#Old.g.verified.cs"), ""); // another test's

        Assert.Equal(
            $"No generated file belongs to the verified file {Test}#Old.g.verified.cs: delete it, or find out why the file is no longer generated.\n",
            SnapshotComparison.Compare(folder, Test, Sources, accept: false));
    }

    [Fact]
    public void Carriage_returns_fail_on_either_side()
    {
        File.WriteAllText(Verified, $"//HintName: {HintName}\r\nclass A\r\n{{\r\n}}\r\n");
        Assert.Contains("carriage return", SnapshotComparison.Compare(folder, Test, Sources, accept: false), StringComparison.Ordinal);

        var sources = new Dictionary<string, string> { [HintName] = "class A\r\n" };
        Assert.Contains("carriage return", SnapshotComparison.Compare(folder, Test, sources, accept: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_files_of_one_base_name_fail()
    {
        var sources = new Dictionary<string, string> { ["One/A.g.cs"] = "", ["Two/A.g.cs"] = "" };

        Assert.Contains("different names", SnapshotComparison.Compare(folder, Test, sources, accept: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Accepting_makes_snapshots_of_what_was_generated_and_deletes_the_rest()
    {
        File.WriteAllText(Received, "of an earlier run");
        File.WriteAllText(Path.Combine(folder, Test + "#Old.g.verified.cs"), "");

        Assert.Null(SnapshotComparison.Compare(folder, Test, Sources, accept: true));
        Assert.Equal([Verified], Directory.GetFiles(folder));
        Assert.Equal($"//HintName: {HintName}\nclass A\n{{\n}}\n", System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(Verified)));
        Assert.Null(SnapshotComparison.Compare(folder, Test, Sources, accept: false));
    }
}
