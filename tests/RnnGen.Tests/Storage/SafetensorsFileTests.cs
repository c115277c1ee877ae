using System.Globalization;

namespace RnnGen.Tests.Storage;

public class SafetensorsFileTests
{
    [Fact]
    public void Tensors_of_every_supported_type_come_back()
    {
        SafetensorsWriter writer = new() { Metadata = { ["b"] = "zwei", ["a"] = "\"één\"\n" } };
        writer.Add("singles", [2, 2], [1f, -2f, float.NaN, float.PositiveInfinity]);
        writer.Add("doubles", [1], [Math.PI]);
        writer.Add("ints", [3], [int.MinValue, 0, int.MaxValue]);
        writer.Add("longs", [2, 1], [long.MinValue, long.MaxValue]);
        writer.Add("scalar \"ß\" 漢 😀", [], [5f]);
        writer.Add("empty", [0, 4], ReadOnlySpan<float>.Empty);
        SafetensorsFile file = Read(writer);

        Assert.Equal([1f, -2f, float.NaN, float.PositiveInfinity], file["singles"].ToSingles());
        Assert.Equal([2L, 2L], file["singles"].Shape);
        Assert.Equal([Math.PI], file["doubles"].ToDoubles());
        Assert.Equal([int.MinValue, 0, int.MaxValue], file["ints"].ToInt32s());
        Assert.Equal([long.MinValue, long.MaxValue], file["longs"].ToInt64s());
        Assert.Equal([5f], file["scalar \"ß\" 漢 😀"].ToSingles());
        Assert.Empty(file["scalar \"ß\" 漢 😀"].Shape);
        Assert.Empty(file["empty"].ToSingles());
        Assert.Equal(("F32", "F64", "I32", "I64"), (file["singles"].DataType, file["doubles"].DataType, file["ints"].DataType, file["longs"].DataType));
        Assert.Equal(new Dictionary<string, string> { ["a"] = "\"één\"\n", ["b"] = "zwei" }, file.Metadata);
    }

    [Fact]
    public void Tensors_are_written_by_type_and_then_by_name_whatever_order_they_came_in()
    {
        string[] names = ["b", "a", "B", "é", "😀", "\uffee"];
        static byte[] Write(IEnumerable<string> names)
        {
            SafetensorsWriter writer = new();
            foreach (string name in names)
            {
                writer.Add(name, [1], [1f]);
                writer.Add("int " + name, [1], [1]);
                writer.Add("long " + name, [1], [1L]);
            }

            using MemoryStream stream = new();
            writer.Write(stream);
            return stream.ToArray();
        }

        byte[] bytes = Write(names);
        Assert.Equal(bytes, Write(names.Reverse()));
        // By UTF-8 bytes, in which U+FFEE comes before U+1F600; in UTF-16 it is the other way round.
        string[] sorted = ["B", "a", "b", "é", "\uffee", "😀"];
        Assert.Equal(
            [.. sorted.Select(name => "long " + name), .. sorted, .. sorted.Select(name => "int " + name)],
            SafetensorsFile.Read(new MemoryStream(bytes)).Tensors.Select(tensor => tensor.Name));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void The_data_begin_at_a_multiple_of_eight_bytes(int nameLength)
    {
        SafetensorsWriter writer = new();
        writer.Add(new string('x', nameLength), [1], [1f]);
        using MemoryStream stream = new();
        writer.Write(stream);
        Assert.Equal(0, (stream.Length - 4) % 8);
        Assert.Equal((byte)'}', stream.ToArray()[..^4].Last(value => value != ' '));
    }

    [Fact]
    public void A_type_that_is_not_converted_is_listed_with_its_bytes()
    {
        byte[] bytes = RawSafetensors.Build("""{"half":{"dtype":"BF16","shape":[3],"data_offsets":[0,6]}}""", [1, 2, 3, 4, 5, 6]);
        SafetensorsTensor tensor = SafetensorsFile.Read(new MemoryStream(bytes)).Tensors.Single();
        Assert.Equal(("half", "BF16", 3), (tensor.Name, tensor.DataType, tensor.Count));
        Assert.Equal([1, 2, 3, 4, 5, 6], tensor.Bytes.ToArray());
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => tensor.ToSingles());
        Assert.Equal("Tensor 'half' holds elements of type BF16, not F32; ToSingles(convertTypes: true) converts them.", error.Message);
    }

    [Fact]
    public void A_file_larger_than_the_first_piece_of_memory_is_read_in_full()
    {
        float[] values = [.. Enumerable.Range(0, 300_000).Select(i => (float)i)];
        SafetensorsWriter writer = new();
        for (int i = 0; i < 2000; i++)
        {
            writer.Add("tensor" + i.ToString("D5", CultureInfo.InvariantCulture), [1], [(float)i]); // a header of over 64 KB
        }

        writer.Add("values", [300, 1000], values);
        SafetensorsFile file = Read(writer);
        Assert.Equal(values, file["values"].ToSingles());
        Assert.Equal([1999f], file["tensor01999"].ToSingles());
    }

    [Fact]
    public void A_name_that_is_not_there_is_told_with_those_that_are()
    {
        SafetensorsWriter writer = new();
        writer.Add("a", [1], [1f]);
        writer.Add("b", [1], [1f]);
        SafetensorsFile file = Read(writer);
        KeyNotFoundException error = Assert.Throws<KeyNotFoundException>(() => file["c"]);
        Assert.Equal("There is no tensor 'c'. There are: a, b.", error.Message);
        Assert.False(file.TryGetTensor("c", out _));
        Assert.True(file.TryGetTensor("a", out SafetensorsTensor? tensor));
        Assert.Same(file.Tensors[0], tensor);
    }

    [Fact]
    public void The_writer_rejects_what_would_not_be_a_valid_file()
    {
        SafetensorsWriter writer = new();
        writer.Add("a", [1], [1f]);
        Assert.Contains("already is a tensor 'a'", Assert.Throws<ArgumentException>("name", () => writer.Add("a", [1], [1f])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "'b' of shape [2, 3] has 6 values, but 5 are given",
            Assert.Throws<ArgumentException>("values", () => writer.Add("b", [2, 3], new float[5])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Add("b", [-1, -1], [1f]));
        Assert.Throws<ArgumentException>("name", () => writer.Add("__metadata__", [1], [1f]));
        Assert.Equal(["a"], Read(writer).Tensors.Select(tensor => tensor.Name));
    }

    [Fact]
    public void A_file_is_read_from_its_path_and_named_in_errors()
    {
        using TemporaryFolder folder = new();
        SafetensorsWriter writer = new();
        writer.Add("a", [2], [1f, 2f]);
        writer.Save(folder["good"]);
        Assert.Equal([1f, 2f], SafetensorsFile.Read(folder["good"])["a"].ToSingles());

        File.WriteAllBytes(folder["bad"], [1, 2, 3]);
        SafetensorsException error = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Read(folder["bad"]));
        Assert.StartsWith($"File '{folder["bad"]}': it ends after 3 bytes", error.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Read(folder["absent"]));
    }

    private static SafetensorsFile Read(SafetensorsWriter writer)
    {
        using MemoryStream stream = new();
        writer.Write(stream);
        stream.Position = 0;
        return SafetensorsFile.Read(stream);
    }
}
