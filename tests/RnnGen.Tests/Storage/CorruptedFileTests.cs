using System.Buffers.Binary;
using System.Text;
using RnnGen.Tests.Models;

namespace RnnGen.Tests.Storage;

/// <summary>
/// Whatever is wrong with a file: it is rejected by the one exception that says so, and the model stays as it was.
/// (A flipped bit inside a tensor's data makes another number and cannot be noticed; the format has no checksum.)
/// </summary>
public class CorruptedFileTests
{
    private const string Weight = "\"dense1.weight\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}";
    private const string Bias = "\"dense1.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}";
    private static readonly byte[] Data = RawSafetensors.Data(1, 2, 3);

    [Fact]
    public void The_file_that_the_mutations_start_from_is_good()
    {
        LinearModel model = new();
        ModelStorage.LoadParameters(model, new MemoryStream(Good));
        Assert.Equal([1, 2, 3], model.Parameters.ToArray());
    }

    [Fact]
    public void Every_truncation_is_rejected()
    {
        for (int length = 0; length < Good.Length; length++)
        {
            Rejects(Good[..length], $"truncated to {length}");
        }
    }

    [Fact]
    public void Every_flipped_bit_outside_the_data_is_rejected()
    {
        for (int bit = 0; bit < 8 * (Good.Length - Data.Length); bit++)
        {
            byte[] bytes = [.. Good];
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Rejects(bytes, $"bit {bit % 8} of byte {bit / 8} flipped");
        }
    }

    [Fact]
    public void Every_deleted_or_doubled_byte_is_rejected()
    {
        for (int i = 0; i < Good.Length; i++)
        {
            Rejects([.. Good[..i], .. Good[(i + 1)..]], $"byte {i} deleted");
            Rejects([.. Good[..i], Good[i], .. Good[i..]], $"byte {i} doubled");
        }
    }

    [Fact]
    public void Every_control_character_in_the_header_is_rejected()
    {
        for (int i = 8; i < Good.Length - Data.Length; i++)
        {
            // Tabs and line feeds may stand where spaces do.
            foreach (byte value in new byte[] { 0, 9, 10, 0x7F, 0xC0, 0xFF }.Where(value => Good[i] != ' ' || value is not (9 or 10)))
            {
                byte[] bytes = [.. Good];
                bytes[i] = value;
                Rejects(bytes, $"byte {i} set to {value}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(1000)]
    public void Trailing_bytes_are_rejected(int count) => Rejects([.. Good, .. new byte[count]], "trailing bytes", "there are bytes after the last tensor");

    [Theory]
    [InlineData(100_000_001)]
    [InlineData(int.MaxValue)]
    [InlineData(uint.MaxValue)]
    [InlineData(long.MaxValue)]
    [InlineData(ulong.MaxValue)]
    public void A_header_beyond_the_limit_is_rejected_before_memory_is_taken(ulong length)
    {
        byte[] bytes = [.. Good];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        Rejects(bytes, "header length", $"its header would be {length} bytes long");
    }

    [Fact]
    public void A_promised_header_that_is_not_there_does_not_take_its_memory()
    {
        byte[] bytes = [.. Good];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, 100_000_000);
        Rejects(bytes, "warm-up", "it is truncated: the header has 100000000 bytes");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Rejects(bytes, "header length", "it is truncated");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    // Not the object that a header is.
    [InlineData("", "not a JSON object")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("null", "not a JSON object")]
    [InlineData("  ", "not a JSON object")]
    [InlineData("\f{}", "not a JSON object")]
    [InlineData("\ufeff{}", "not a JSON object")]
    [InlineData("{}x", "not a JSON object")]
    [InlineData("{}{}", "not valid JSON")]
    [InlineData("{", "not a JSON object")]
    [InlineData("{}\f", "not a JSON object")]
    [InlineData("{} x {}", "not valid JSON")]
    [InlineData("{/**/}", "not valid JSON")]
    [InlineData("""{"a":{"more":01}}""", "not valid JSON")]
    [InlineData("""{"a":{"more":[}}""", "not valid JSON")]
    [InlineData("""{"a":1,}""", "tensor 'a' has to be an object")]
    [InlineData("""{"\ud800":{}}""", "not valid JSON")]
    [InlineData("""{"a":"\ud800"}""", "tensor 'a' has to be an object")]
    // Metadata.
    [InlineData("""{"__metadata__":1}""", "__metadata__ has to be an object of strings")]
    [InlineData("""{"__metadata__":[]}""", "__metadata__ has to be an object of strings")]
    [InlineData("""{"__metadata__":{"a":null}}""", "'a' in __metadata__ has to be a string")]
    [InlineData("""{"__metadata__":null,"__metadata__":null}""", "__metadata__ appears twice")]
    [InlineData("""{"__metadata__":{"a":1}}""", "'a' in __metadata__ has to be a string")]
    [InlineData("""{"__metadata__":{"a":{"b":"c"}}}""", "'a' in __metadata__ has to be a string")]
    [InlineData("""{"__metadata__":{"a":"b","a":"b"}}""", "'a' appears twice in __metadata__")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "__metadata__ appears twice")]
    [InlineData("""{"__metadata__":{"a":"\udc00"}}""", "not valid JSON")]
    // The tensors of the model.
    [InlineData("{}", "'dense1.weight' [1, 2] is missing")]
    [InlineData("{" + Weight + "}", "'dense1.bias' [1] is missing")]
    [InlineData("{" + Weight + "," + Bias + """,  "more":{"dtype":"F32","shape":[0],"data_offsets":[12,12]}}""", "'more' [0] is not the model's")]
    [InlineData("{" + Weight + "," + Weight + "," + Bias + "}", "'dense1.weight' appears twice")]
    [InlineData("{" + Weight + ""","dense1\u002eweight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""", "'dense1.weight' appears twice")]
    public void A_wrong_header_is_rejected(string header, string message) => Rejects(RawSafetensors.Build(header, Data), header, message);

    [Theory]
    // Fields.
    [InlineData("""{}""", "has no dtype")]
    [InlineData("""{"shape":[1],"data_offsets":[8,12]}""", "has no dtype")]
    [InlineData("""{"dtype":"F32","data_offsets":[8,12]}""", "has no shape")]
    [InlineData("""{"dtype":"F32","shape":[1]}""", "has no data_offsets")]
    [InlineData("""{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[8,12]}""", "has 'dtype' twice")]
    [InlineData("""{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[8,12]}""", "has 'shape' twice")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[8,12],"data_offsets":[8,12]}""", "has 'data_offsets' twice")]
    [InlineData("""{"dtype":"F32","shape":[1],"more":[8,12]}""", "has no data_offsets")]
    [InlineData("""[]""", "has to be an object")]
    [InlineData("""null""", "has to be an object")]
    // Types.
    [InlineData("""{"dtype":"F33","shape":[1],"data_offsets":[8,12]}""", "unknown dtype 'F33'")]
    [InlineData("""{"dtype":"f32","shape":[1],"data_offsets":[8,12]}""", "unknown dtype 'f32'")]
    [InlineData("""{"dtype":"","shape":[1],"data_offsets":[8,12]}""", "unknown dtype ''")]
    [InlineData("""{"dtype":32,"shape":[1],"data_offsets":[8,12]}""", "has to be a string")]
    [InlineData("""{"dtype":null,"shape":[1],"data_offsets":[8,12]}""", "has to be a string")]
    [InlineData("""{"dtype":"I32","shape":[1],"data_offsets":[8,12]}""", "type I32 instead of F32")]
    [InlineData("""{"dtype":"F4","shape":[8],"data_offsets":[8,12]}""", "type F4 instead of F32")]
    [InlineData("""{"dtype":"F4","shape":[7],"data_offsets":[8,12]}""", "takes 28 bits, which is no whole number of bytes")]
    [InlineData("""{"dtype":"F64","shape":[1],"data_offsets":[8,12]}""", "takes 8 bytes")]
    // Shapes.
    [InlineData("""{"dtype":"F32","shape":[],"data_offsets":[8,12]}""", "shape [] instead of [1]")]
    [InlineData("""{"dtype":"F32","shape":[1,1],"data_offsets":[8,12]}""", "shape [1, 1] instead of [1]")]
    [InlineData("""{"dtype":"F32","shape":[2],"data_offsets":[8,12]}""", "takes 8 bytes")]
    [InlineData("""{"dtype":"F32","shape":[0],"data_offsets":[8,12]}""", "takes 0 bytes")]
    [InlineData("""{"dtype":"F32","shape":[-1],"data_offsets":[8,12]}""", "something else than integers")]
    [InlineData("""{"dtype":"F32","shape":[-0],"data_offsets":[8,12]}""", "something else than integers")]
    [InlineData("""{"dtype":"F32","shape":[1.0],"data_offsets":[8,12]}""", "something else than integers")]
    [InlineData("""{"dtype":"F32","shape":[1e0],"data_offsets":[8,12]}""", "something else than integers")]
    [InlineData("""{"dtype":"F32","shape":["1"],"data_offsets":[8,12]}""", "something else than integers")]
    [InlineData("""{"dtype":"F32","shape":[[1]],"data_offsets":[8,12]}""", "something else than integers")]
    [InlineData("""{"dtype":"F32","shape":[null],"data_offsets":[8,12]}""", "something else than integers")]
    [InlineData("""{"dtype":"F32","shape":1,"data_offsets":[8,12]}""", "has to be an array")]
    [InlineData("""{"dtype":"F32","shape":[9223372036854775807],"data_offsets":[8,12]}""", "too large")]
    [InlineData("""{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[8,12]}""", "something else than integers")]
    [InlineData("""{"dtype":"F32","shape":[18446744073709551617],"data_offsets":[8,12]}""", "something else than integers")]
    [InlineData("""{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[8,12]}""", "too large")]
    [InlineData("""{"dtype":"F32","shape":[4611686018427387905],"data_offsets":[8,12]}""", "too large")]
    [InlineData("""{"dtype":"F32","shape":[9223372036854775807,9223372036854775807,0],"data_offsets":[8,12]}""", "too large")]
    // Offsets.
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[]}""", "has the data_offsets []")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[8]}""", "has the data_offsets [8]")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[8,12,12]}""", "has the data_offsets [8, 12, 12]")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[12,8]}""", "has the data_offsets [12, 8]")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[8,11]}""", "takes 4 bytes")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[8,13]}""", "takes 4 bytes")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""", "inside the tensor before it")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[4,8]}""", "inside the tensor before it")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[7,11]}""", "inside the tensor before it")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[9,13]}""", "leaving a hole")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[12,16]}""", "leaving a hole")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[-8,12]}""", "something else than integers")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[8,9223372036854775807]}""", "takes 4 bytes")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775803,9223372036854775807]}""", "leaving a hole")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":[8,99999999999999999999]}""", "something else than integers")]
    [InlineData("""{"dtype":"F32","shape":[1],"data_offsets":"8,12"}""", "has to be an array")]
    public void A_wrong_tensor_is_rejected_by_name(string bias, string message)
    {
        SafetensorsException error = Rejects(
            RawSafetensors.Build("{" + Weight + ""","dense1.bias":""" + bias + "}", Data), bias, message);
        // Where two tensors overlap, it is the later one that is named.
        Assert.True(error.TensorName is "dense1.bias" or "dense1.weight");
        Assert.Contains($"'{error.TensorName}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_shorter_than_a_consistent_header_says_are_rejected_even_if_they_would_take_all_memory()
    {
        byte[] bytes = RawSafetensors.Build("""{"a":{"dtype":"U8","shape":[2000000000],"data_offsets":[0,2000000000]}}""", Data);
        long before = GC.GetAllocatedBytesForCurrentThread();
        SafetensorsException error = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Read(new MemoryStream(bytes)));
        Assert.Equal("Stream: it is truncated: tensor 'a' has 2000000000 bytes but only 12 are there.", error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Invalid_utf8_is_rejected()
    {
        byte[] header = Encoding.Latin1.GetBytes("""{"__metadata__":{"a":"é"}}""");
        Rejects(RawSafetensors.Build(header, []), "Latin-1", "not valid UTF-8");
    }

    [Fact]
    public void Deep_nesting_is_rejected() =>
        Rejects(RawSafetensors.Build("""{"a":{"shape":""" + new string('[', 100_000) + new string(']', 100_000) + "}}", Data), "nesting", "integers");

    private static byte[] Good { get; } = RawSafetensors.Build("{" + Weight + "," + Bias + "}    ", Data);

    private static SafetensorsException Rejects(byte[] bytes, string mutation, string? message = null)
    {
        LinearModel model = ModelStorageTests.Create([7, 8, 9]);
        Exception? seekable = Record.Exception(() => ModelStorage.LoadParameters(model, new MemoryStream(bytes)));
        Exception? trickling = Record.Exception(() => ModelStorage.LoadParameters(model, new TrickleStream(bytes)));
        if (seekable is not SafetensorsException error)
        {
            throw new Xunit.Sdk.XunitException($"{mutation}: {seekable?.ToString() ?? "accepted"}");
        }

        Assert.IsType<SafetensorsException>(trickling);
        Assert.Equal(error.Message, trickling.Message);
        Assert.Equal([7, 8, 9], model.Parameters.ToArray());
        Assert.Equal(1, model.Edits);
        Exception? general = Record.Exception(() => SafetensorsFile.Read(new MemoryStream(bytes)));
        Assert.True(general is null or SafetensorsException, $"{mutation}: {general}");
        if (message is not null)
        {
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
        }

        return error;
    }
}
