using System.IO.Compression;
using System.Xml.Linq;

namespace RnnGen.Package.Tests;

[Collection(nameof(PackedLibrary))]
public sealed class PackageContentTests(PackedLibrary library)
{
    [Fact]
    public void The_package_holds_the_library_its_documentation_and_the_generator_and_nothing_else() => Assert.Equal(
        [
            "LICENSE",
            "README.md",
            "RnnGen.nuspec",
            "analyzers/dotnet/cs/RnnGen.Generator.dll",
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
    public void The_package_says_what_it_is(string element, string value) =>
        Assert.Equal(value, Metadata().Elements().Single(child => child.Name.LocalName == element).Value);

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

        using ZipArchive archive = ZipFile.OpenRead(library.Package);
        using Stream content = archive.GetEntry(entry)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);

        Assert.Equal(-1, bytes.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Build.RepositoryRoot)));
    }

    private XElement Metadata()
    {
        using ZipArchive archive = ZipFile.OpenRead(library.Package);
        using Stream content = archive.GetEntry("RnnGen.nuspec")!.Open();
        return XDocument.Load(content).Root!.Elements().Single();
    }
}
