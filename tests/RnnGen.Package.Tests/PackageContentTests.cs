using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Xml.Linq;

namespace RnnGen.Package.Tests;

[Collection(nameof(PackedLibrary))]
public sealed class PackageContentTests(PackedLibrary library)
{
    [Fact]
    public void The_package_holds_the_library_its_documentation_the_generator_and_its_targets_and_nothing_else() => Assert.Equal(
        [
            "LICENSE",
            "README.md",
            "RnnGen.nuspec",
            "analyzers/dotnet/cs/RnnGen.Generator.dll",
            "buildTransitive/RnnGen.OtherLanguages.targets",
            "buildTransitive/RnnGen.targets",
            "icon.png",
            "lib/net10.0/RnnGen.dll",
            "lib/net10.0/RnnGen.xml",
        ],
        PackedLibrary.Entries(library.Package));

    [Fact]
    public void Symbols_are_in_a_package_of_their_own() =>
        Assert.Equal(["RnnGen.nuspec", "lib/net10.0/RnnGen.pdb"], PackedLibrary.Entries(library.Symbols));

    [Fact]
    public void Users_depend_on_System_Numerics_Tensors_alone()
    {
        XElement metadata = Metadata();

        XElement dependency = Assert.Single(metadata.Descendants(), static element => element.Name.LocalName == "dependency");
        Assert.Equal("System.Numerics.Tensors", (string?)dependency.Attribute("id"));
        Assert.Equal("net10.0", (string?)dependency.Parent!.Attribute("targetFramework"));
    }

    [Theory]
    [InlineData("id", "RnnGen")]
    [InlineData("license", "MIT")]
    [InlineData("readme", "README.md")]
    [InlineData("icon", "icon.png")]
    public void The_package_says_what_it_is(string element, string value) =>
        Assert.Equal(value, Metadata().Elements().Single(child => child.Name.LocalName == element).Value);

    [Fact]
    public void The_package_says_where_its_sources_are()
    {
        XElement repository = Metadata().Elements().Single(static element => element.Name.LocalName == "repository");

        Assert.Equal("git", (string?)repository.Attribute("type"));
        Assert.Equal(Build.RepositoryUrl, (string?)repository.Attribute("url"));
        Assert.Equal(Build.RepositoryUrl, Metadata().Elements().Single(static element => element.Name.LocalName == "projectUrl").Value);
    }

    [Fact]
    public void Release_notes_are_the_section_of_the_changelog_for_this_version()
    {
        string notes = Metadata().Elements().Single(static element => element.Name.LocalName == "releaseNotes").Value;
        string changelog = File.ReadAllText(Path.Combine(Build.RepositoryRoot, "src/RnnGen/CHANGELOG.md"));

        Assert.StartsWith($"## {Build.ProductVersion}", notes, StringComparison.Ordinal);
        Assert.Contains(notes, changelog, StringComparison.Ordinal);
        Assert.DoesNotContain("\n## ", notes, StringComparison.Ordinal);
        Assert.Contains("\n- ", notes, StringComparison.Ordinal);
    }

    [Fact]
    public void The_icon_is_a_picture_of_128_by_128()
    {
        byte[] icon = Content(library.Package, "icon.png");

        Assert.Equal([0x89, .. "PNG"u8], icon[..4]);
        Assert.Equal((128, 128), (BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20))));
    }

    [Theory]
    [InlineData("lib/net10.0/RnnGen.dll")]
    [InlineData("analyzers/dotnet/cs/RnnGen.Generator.dll")]
    public void No_assembly_tells_where_it_was_built(string entry)
    {
        if (Build.Configuration != "Release")
        {
            // Debug builds keep their paths for debuggers; what is published is a Release build.
            return;
        }

        Assert.Equal(-1, Content(library.Package, entry).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Build.RepositoryRoot)));
    }

    [Fact]
    public void Symbols_name_sources_by_their_paths_in_the_repository()
    {
        if (Build.Configuration != "Release")
        {
            return; // as above
        }

        // What SourceLink replaces by an address: "/_/*" in its table.
        using MetadataReaderProvider symbols = MetadataReaderProvider.FromPortablePdbImage([.. Content(library.Symbols, "lib/net10.0/RnnGen.pdb")]);
        MetadataReader reader = symbols.GetMetadataReader();
        string[] sources = [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];

        Assert.Contains("/_/src/RnnGen/Training/Trainer.cs", sources);
        Assert.All(sources, static source => Assert.StartsWith("/_/src/RnnGen/", source, StringComparison.Ordinal));
    }

    private static byte[] Content(string package, string entry)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        using Stream content = archive.GetEntry(entry)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private XElement Metadata()
    {
        using var content = new MemoryStream(Content(library.Package, "RnnGen.nuspec"));
        return XDocument.Load(content).Root!.Elements().Single();
    }
}
