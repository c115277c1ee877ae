using System.Text;
using RnnGen.Tests.Models;

namespace RnnGen.Tests.Storage;

public class ModelStorageTests
{
    private static readonly float[] Values = [1.5f, -0.0f, float.Epsilon];

    [Fact]
    public void A_file_brings_back_every_parameter_to_the_bit()
    {
        using TemporaryFolder folder = new();
        LinearModel saved = Create(Values);
        ModelStorage.Save(saved, folder["model.safetensors"]);
        LinearModel loaded = new();
        ModelStorage.LoadParameters(loaded, folder["model.safetensors"]);
        Assert.Equal(Bits(saved), Bits(loaded));
        Assert.Equal(1, loaded.Edits);
        Assert.Equal(["model.safetensors"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_stream_brings_back_every_parameter_and_stays_open()
    {
        using MemoryStream stream = new();
        stream.WriteByte(42); // the format begins where the stream is
        ModelStorage.Save(Create(Values), stream);
        stream.Position = 1;
        LinearModel loaded = new();
        ModelStorage.LoadParameters(loaded, stream);
        Assert.Equal(Bits(Create(Values)), Bits(loaded));
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_too()
    {
        using TrickleStream stream = new(Save(Create(Values)));
        LinearModel loaded = new();
        ModelStorage.LoadParameters(loaded, stream);
        Assert.Equal(Values, loaded.Parameters.ToArray());
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        const string Header =
            """{"__metadata__":{"format":"pt"},"dense1.bias":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"dense1.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[4,12]}}""";
        string padded = Header.PadRight((Header.Length + 7) / 8 * 8);
        byte[] expected =
        [
            (byte)padded.Length, 0, 0, 0, 0, 0, 0, 0,
            .. Encoding.ASCII.GetBytes(padded),
            0x01, 0x00, 0x00, 0x00, // dense1.bias: the smallest denormal
            0x00, 0x00, 0xC0, 0x3F, // dense1.weight: 1.5
            0x00, 0x00, 0x00, 0x80, // and −0
        ];
        Assert.InRange(padded.Length, 1, 255);
        Assert.Equal(expected, Save(Create(Values)));
        Assert.Equal(Save(Create(Values)), Save(Create(Values)));
    }

    [Fact]
    public void Tensors_may_come_in_any_order_and_without_metadata()
    {
        byte[] bytes = RawSafetensors.Build(
            """{"dense1.weight":{"data_offsets":[0,8],"shape":[1,2],"dtype":"F32"}, "dense1.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""",
            RawSafetensors.Data(1, 2, 3));
        LinearModel loaded = new();
        ModelStorage.LoadParameters(loaded, new MemoryStream(bytes));
        Assert.Equal([1, 2, 3], loaded.Parameters.ToArray());
    }

    [Fact]
    public void A_saved_file_replaces_the_one_before()
    {
        using TemporaryFolder folder = new();
        ModelStorage.Save(Create([1, 2, 3]), folder["model"]);
        ModelStorage.Save(Create([4, 5, 6]), folder["model"]);
        LinearModel loaded = new();
        ModelStorage.LoadParameters(loaded, folder["model"]);
        Assert.Equal([4, 5, 6], loaded.Parameters.ToArray());
    }

    [Fact]
    public void A_failed_save_leaves_the_file_before_and_no_other()
    {
        using TemporaryFolder folder = new();
        string path = folder["model"];
        ModelStorage.Save(Create([1, 2, 3]), path);
        byte[] before = File.ReadAllBytes(path);
        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write([1, 2, 3]);
            throw new IOException("The disk is full.");
        }));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_file_that_cannot_be_replaced_leaves_nothing_behind()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["model"]);
        Assert.ThrowsAny<SystemException>(() => ModelStorage.Save(Create(Values), folder["model"]));
        Assert.Equal([folder["model"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_path_that_leads_nowhere_gives_the_usual_exception()
    {
        using TemporaryFolder folder = new();
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(
            () => ModelStorage.LoadParameters(new LinearModel(), folder["absent"]));
        Assert.Equal(folder["absent"], error.FileName);
        Assert.Throws<DirectoryNotFoundException>(() => ModelStorage.Save(new LinearModel(), folder["no/such/folder"]));
    }

    [Fact]
    public void Another_model_s_file_is_rejected_with_everything_that_differs()
    {
        SafetensorsWriter writer = new();
        writer.Add("dense1.weight", [2, 1], [1f, 2f]);
        writer.Add("dense2.bias", [], [3f]);
        using TemporaryFolder folder = new();
        writer.Save(folder["other"]);
        LinearModel model = Create(Values);
        SafetensorsException error = Assert.Throws<SafetensorsException>(() => ModelStorage.LoadParameters(model, folder["other"]));
        Assert.Equal(
            $"File '{folder["other"]}': it does not fit the model LinearModel: tensor 'dense1.bias' [1] is missing; "
            + "tensor 'dense1.weight' has the shape [2, 1] instead of [1, 2]; tensor 'dense2.bias' [] is not the model's. "
            + "If only names differ, map them with LoadOptions.Modules or LoadOptions.Rename.",
            error.Message);
        Assert.Equal("dense1.bias", error.TensorName);
        Assert.Equal(Bits(Create(Values)), Bits(model));
    }

    [Theory]
    [InlineData("F16", 2, " (LoadOptions.ConvertTypes converts it).")]
    [InlineData("BF16", 2, " (LoadOptions.ConvertTypes converts it).")]
    [InlineData("F64", 8, " (LoadOptions.ConvertTypes converts it).")]
    [InlineData("I32", 4, ".")]
    public void A_tensor_of_another_type_is_rejected_with_both_types(string type, int size, string ending)
    {
        byte[] bytes = RawSafetensors.Build(
            $$$"""{"dense1.weight":{"dtype":"{{{type}}}","shape":[1,2],"data_offsets":[0,{{{2 * size}}}]},"dense1.bias":{"dtype":"F32","shape":[1],"data_offsets":[{{{2 * size}}},{{{(2 * size) + 4}}}]}}""",
            new byte[(2 * size) + 4]);
        SafetensorsException error = Assert.Throws<SafetensorsException>(
            () => ModelStorage.LoadParameters(new LinearModel(), new MemoryStream(bytes)));
        Assert.Equal("dense1.weight", error.TensorName);
        Assert.StartsWith("Stream: it does not fit", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"is of type {type} instead of F32{ending}", error.Message, StringComparison.Ordinal);
    }

    internal static LinearModel Create(float[] values)
    {
        LinearModel model = new();
        using ParameterEdit edit = model.EditParameters();
        values.CopyTo(edit.Values);
        return model;
    }

    internal static byte[] Save(LinearModel model)
    {
        using MemoryStream stream = new();
        ModelStorage.Save(model, stream);
        return stream.ToArray();
    }

    private static int[] Bits(LinearModel model) => Array.ConvertAll(model.Parameters.ToArray(), BitConverter.SingleToInt32Bits);
}
