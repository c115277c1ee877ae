namespace RnnGen.Tests.Storage;

/// <summary>
/// What the reference implementation makes of a header: found by running it (huggingface/safetensors, 0.8.0-dev of May 2026,
/// serde_json 1.0) on each of these.
/// </summary>
public class ReferenceReaderTests
{
    private const string Fields = "\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]";

    [Theory]
    // White space around the header, as JSON knows it.
    [InlineData("{}", 0)]
    [InlineData(" {}", 0)]
    [InlineData("\n\t\r {}\n\t\r ", 0)]
    [InlineData("{\n \"a\" :\t{" + Fields + "}\r\n}\n", 4)]
    // Metadata.
    [InlineData("{\"__metadata__\":null}", 0)]
    [InlineData("{\"__metadata__\":{}}", 0)]
    [InlineData("{\"a\":{" + Fields + "},\"__metadata__\":null}", 4)]
    // Fields of later versions.
    [InlineData("{\"a\":{" + Fields + ",\"more\":0}}", 4)]
    [InlineData("{\"a\":{\"more\":{\"x\":[1,{\"y\":null}]}," + Fields + "}}", 4)]
    [InlineData("{\"a\":{" + Fields + ",\"more\":1,\"more\":\"dtype\"}}", 4)]
    [InlineData("{\"a\":{" + Fields + ",\"DTYPE\":\"F16\"}}", 4)]
    // Shapes.
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}", 4)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[0,9223372036854775807,9223372036854775807],\"data_offsets\":[0,0]}}", 0)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387905,0],\"data_offsets\":[0,0]}}", 0)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},\"b\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}", 0)]
    // Types.
    [InlineData("{\"a\":{\"dtype\":\"F4\",\"shape\":[8],\"data_offsets\":[0,4]}}", 4)]
    [InlineData("{\"a\":{\"dtype\":\"F6_E2M3\",\"shape\":[4],\"data_offsets\":[0,3]}}", 3)]
    [InlineData("{\"a\":{\"dtype\":\"F6_E3M2\",\"shape\":[4],\"data_offsets\":[0,3]}}", 3)]
    [InlineData("{\"a\":{\"dtype\":\"F8_E4M3FNUZ\",\"shape\":[4],\"data_offsets\":[0,4]}}", 4)]
    [InlineData("{\"a\":{\"dtype\":\"F8_E5M2FNUZ\",\"shape\":[4],\"data_offsets\":[0,4]}}", 4)]
    [InlineData("{\"a\":{\"dtype\":\"F8_E8M0\",\"shape\":[4],\"data_offsets\":[0,4]}}", 4)]
    [InlineData("{\"\":{" + Fields + "}}", 4)]
    public void What_it_reads_is_read(string header, int dataLength)
    {
        SafetensorsFile file = Read(header, dataLength);
        Assert.Equal(dataLength, file.Tensors.Sum(tensor => tensor.Bytes.Length));
        Assert.Empty(file.Metadata);
    }

    [Theory]
    [InlineData("\f{}", 0)]
    [InlineData("{}\f", 0)]
    [InlineData("\ufeff{}", 0)]
    [InlineData("   ", 0)]
    [InlineData("null", 0)]
    [InlineData("{\"__metadata__\":[]}", 0)]
    [InlineData("{\"__metadata__\":{\"a\":null}}", 0)]
    [InlineData("{\"__metadata__\":null,\"__metadata__\":null}", 0)]
    [InlineData("{\"a\":{" + Fields + ",\"\\ud800\":1}}", 4)]
    [InlineData("{\"a\":{" + Fields + ",\"more\":01}}", 4)]
    [InlineData("{\"a\":{" + Fields + ",}}", 4)]
    [InlineData("{\"a\":{" + Fields + "},}", 4)]
    [InlineData("{\"a\":{" + Fields + "}} x", 4)]
    [InlineData("{\"a\":{" + Fields + "}}{}", 4)]
    [InlineData("{\"a\":{" + Fields + ",\"dtype\":\"F32\"}}", 4)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9223372036854775807,0],\"data_offsets\":[0,0]}}", 0)]
    [InlineData("{\"a\":{\"dtype\":\"F6_E3M2\",\"shape\":[3],\"data_offsets\":[0,3]}}", 3)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-0],\"data_offsets\":[0,0]}}", 0)]
    public void What_it_refuses_is_refused(string header, int dataLength) =>
        Assert.Throws<SafetensorsException>(() => Read(header, dataLength));

    [Theory]
    [InlineData(125, true)]
    [InlineData(126, false)]
    public void A_further_field_may_be_as_deep_as_there(int depth, bool isRead)
    {
        string header = "{\"a\":{" + Fields + ",\"more\":" + new string('[', depth) + "1" + new string(']', depth) + "}}";
        Exception? error = Record.Exception(() => Read(header, 4));
        Assert.Equal(isRead, error is null);
        Assert.True(error is null or SafetensorsException);
    }

    [Theory] // It lets the last one win; the format says: duplicate keys are disallowed.
    [InlineData("{\"a\":{" + Fields + "},\"a\":{" + Fields + "}}", 4)]
    [InlineData("{\"__metadata__\":{\"a\":\"x\",\"a\":\"y\"}}", 0)]
    public void What_it_reads_against_the_format_is_refused(string header, int dataLength) =>
        Assert.Throws<SafetensorsException>(() => Read(header, dataLength));

    private static SafetensorsFile Read(string header, int dataLength) =>
        SafetensorsFile.Read(new MemoryStream(RawSafetensors.Build(header, new byte[dataLength])));
}
