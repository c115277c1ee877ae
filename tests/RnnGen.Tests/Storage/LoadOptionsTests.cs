using System.Buffers.Binary;
using System.Text;
using RnnGen.Tests.Models;

namespace RnnGen.Tests.Storage;

/// <summary>Files whose tensors have other names or types than the model's.</summary>
public class LoadOptionsTests
{
    private static readonly LoadOptions Converting = new() { ConvertTypes = true };

    public static TheoryData<string, double[]> ConvertedValues { get; } = new()
    {
        { "F16", [1.5, -65504, Math.ScaleB(1, -24), 0.333251953125] },
        { "BF16", [1.5, -Math.ScaleB(255, 120), Math.ScaleB(1, -133), 0.333984375] },
        { "F64", [1.5, -(double)float.MaxValue, 1e-60, 1.0 / 3] },
        { "F64", [float.NaN, double.NegativeInfinity, double.PositiveInfinity, -0.0] },
        { "F16", [float.NaN, double.NegativeInfinity, double.PositiveInfinity, -0.0] },
        { "BF16", [float.NaN, double.NegativeInfinity, double.PositiveInfinity, -0.0] },
    };

    [Theory]
    [MemberData(nameof(ConvertedValues))]
    public void Types_are_converted_on_request(string type, double[] values)
    {
        byte[] bytes = File(type, values);
        LinearModel model = new(inputs: 3);
        SafetensorsException error = Assert.Throws<SafetensorsException>(() => ModelStorage.LoadParameters(model, new MemoryStream(bytes)));
        Assert.Contains("LoadOptions.ConvertTypes", error.Message, StringComparison.Ordinal);

        foreach (Stream stream in new Stream[] { new MemoryStream(bytes), new TrickleStream(bytes) })
        {
            ModelStorage.LoadParameters(model, stream, Converting);
            Assert.Equal(values.Select(value => BitConverter.SingleToInt32Bits((float)value)), Bits(model));
        }

        Assert.Equal(
            values[..3].Select(value => (float)value),
            SafetensorsFile.Read(new MemoryStream(bytes))["dense1.weight"].ToSingles(convertTypes: true));
    }

    [Fact]
    public void Doubles_are_rounded_to_the_nearest_and_even()
    {
        double half = Math.ScaleB(1, -24); // half a step above 1
        LinearModel model = new(inputs: 3);
        ModelStorage.LoadParameters(
            model, new MemoryStream(File("F64", [1 + half, 1 + (3 * half), 1 + half + Math.ScaleB(1, -50), 0])), Converting);
        Assert.Equal([1f, 1 + Math.ScaleB(4, -24), 1 + Math.ScaleB(2, -24)], model.Parameters[..3].ToArray().Select(value => (double)value));
    }

    [Fact]
    public void A_double_that_is_too_large_is_an_error_that_names_it()
    {
        LinearModel model = ModelStorageTests.Create([7, 8, 9]);
        byte[] bytes = File("F64", [1, 1e39, 2]);
        SafetensorsException error = Assert.Throws<SafetensorsException>(
            () => ModelStorage.LoadParameters(model, new MemoryStream(bytes), Converting));
        Assert.Equal("Stream: element 1 of tensor 'dense1.weight' is too large for single precision.", error.Message);
        Assert.Equal("dense1.weight", error.TensorName);
        Assert.Equal([7, 8, 9], model.Parameters.ToArray());
        OverflowException overflow = Assert.Throws<OverflowException>(
            () => SafetensorsFile.Read(new MemoryStream(bytes))["dense1.weight"].ToSingles(convertTypes: true));
        Assert.Contains("Element 1 of tensor 'dense1.weight'", overflow.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Integers_are_not_converted()
    {
        byte[] bytes = RawSafetensors.Build(
            """{"dense1.weight":{"dtype":"I32","shape":[1,2],"data_offsets":[0,8]},"dense1.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""",
            new byte[12]);
        SafetensorsException error = Assert.Throws<SafetensorsException>(
            () => ModelStorage.LoadParameters(new LinearModel(), new MemoryStream(bytes), Converting));
        Assert.EndsWith("is of type I32 instead of F32.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_of_many_pieces_is_converted_and_skipped_in_full()
    {
        const int Inputs = 100_003; // 800,024 bytes, no whole number of pieces
        double[] values = [.. Enumerable.Range(0, Inputs).Select(i => i + 0.5)];
        SafetensorsWriter writer = new();
        writer.Add("a skipped one", [Inputs], values);
        writer.Add("dense1.bias", [1], [3.0]);
        writer.Add("dense1.weight", [1, Inputs], values);
        using MemoryStream stream = new();
        writer.Write(stream);
        byte[] bytes = stream.ToArray();
        LoadOptions options = new() { ConvertTypes = true, Rename = name => name.Contains("skipped", StringComparison.Ordinal) ? null : name };

        LinearModel model = new(Inputs);
        ModelStorage.LoadParameters(model, new MemoryStream(bytes), options);
        Assert.Equal([.. values.Select(value => (float)value), 3], model.Parameters.ToArray());

        foreach (int cut in new[] { 1, 8 * Inputs, (8 * Inputs) + 16, 16 * Inputs })
        {
            Assert.Contains(
                "it is truncated: tensor '",
                Assert.Throws<SafetensorsException>(() => ModelStorage.LoadParameters(model, new MemoryStream(bytes[..^cut]), options)).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Names_are_mapped_by_a_function()
    {
        LinearModel model = new();
        Load(model, ["module.head.weight", "module.head.bias"], new() { Rename = name => name.Replace("module.head", "dense1", StringComparison.Ordinal) });
        Assert.Equal([1, 2, 3], model.Parameters.ToArray());
    }

    [Fact]
    public void A_tensor_may_be_left_out_by_name_but_not_by_silence()
    {
        LinearModel model = new();
        string[] names = ["dense1.weight", "dense1.bias", "steps"];
        Load(model, names, new() { Rename = name => name == "steps" ? null : name });
        Assert.Equal([1, 2, 3], model.Parameters.ToArray());
        Assert.Equal(
            "Stream: it does not fit the model LinearModel: tensor 'steps' [1] is not the model's.",
            Fails(names, new() { Rename = name => name }).Message);
    }

    [Theory]
    [InlineData("dense1.weight", "dense1.weight", "tensor 'dense1.bias' [1] is missing; tensors 'a' and 'b' are both renamed 'dense1.weight'.")]
    [InlineData("dense1.weight", "dense1.offset", "tensor 'dense1.bias' [1] is missing; tensor 'b' (renamed 'dense1.offset') [1] is not the model's.")]
    [InlineData("dense1.bias", "dense1.weight", "tensor 'a' has the shape [1, 2] instead of [1]; tensor 'b' has the shape [1] instead of [1, 2].")]
    [InlineData("dense1.weight", null, "tensor 'dense1.bias' [1] is missing.")]
    public void A_wrong_map_is_told_with_both_names(string a, string? b, string expected)
    {
        SafetensorsException error = Fails(["a", "b"], new() { Rename = name => name == "a" ? a : b });
        Assert.Equal("Stream: it does not fit the model LinearModel: " + expected, error.Message);
    }

    [Fact]
    public void What_a_function_throws_arrives_and_the_model_stays()
    {
        LinearModel model = ModelStorageTests.Create([7, 8, 9]);
        Assert.Throws<NotSupportedException>(() => Load(model, ["a", "b"], new() { Rename = _ => throw new NotSupportedException() }));
        Assert.Equal([7, 8, 9], model.Parameters.ToArray());
    }

    [Theory]
    [InlineData("fc.weight", "fc.bias", "fc", "dense1")]
    [InlineData("encoder.fc.weight", "encoder.fc.bias", "encoder.fc", "dense1")]
    [InlineData("weight", "bias", "", "dense1")]
    public void Modules_are_mapped_to_layers(string weight, string bias, string module, string layer)
    {
        LinearModel model = new();
        Load(model, [weight, bias], new() { Modules = { [module] = [layer] } });
        Assert.Equal([1, 2, 3], model.Parameters.ToArray());
    }

    [Fact]
    public void A_module_that_the_file_has_not_is_an_error() =>
        Assert.Equal(
            "Stream: it does not fit the model LinearModel: the file has no module 'fc', which LoadOptions.Modules names.",
            Fails(["dense1.weight", "dense1.bias"], new() { Modules = { ["fc"] = ["dense1"] } }).Message);

    [Fact]
    public void A_layer_for_which_no_name_is_given_is_an_error()
    {
        string message = Fails(["lstm.weight_hh_l1", "lstm.bias_hh_l0"], new() { Modules = { ["lstm"] = ["lstm1"] } }).Message;
        Assert.Contains("tensor 'lstm.weight_hh_l1' is of layer 1 of 'lstm', of which LoadOptions.Modules names 1", message, StringComparison.Ordinal);
        Assert.Contains("tensor 'lstm.bias_hh_l0' (renamed 'lstm1.bias_hh_l0') [1] is not the model's", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lstm.weight_ih_l0", "first.weight_ih_l0")]
    [InlineData("lstm.weight_ih_l1", "second.weight_ih_l0")]
    [InlineData("lstm.bias_hh_l1_reverse", "second.bias_hh_l0_reverse")]
    [InlineData("lstm.weight_hr_l1", "second.weight_hr_l0")]
    [InlineData("lstm.weight", "first.weight")]
    [InlineData("lstm.a_label", "first.a_label")]
    [InlineData("lstm.weight_l-1", "first.weight_l-1")]
    [InlineData("lstm.weight_reverse", "first.weight_reverse")]
    [InlineData("other.weight_ih_l1", "other.weight_ih_l1")]
    [InlineData("lstm.inner.weight_ih_l1", "lstm.inner.weight_ih_l1")]
    [InlineData("lstm", "lstm")]
    public void The_number_of_a_layer_becomes_the_layer_s_name(string name, string expected)
    {
        TensorNames names = new(new() { Modules = { ["lstm"] = ["first", "second"] } });
        Assert.True(names.TryMap(name, out string mapped, out string? problem));
        Assert.Equal((expected, null), (mapped, problem));
    }

    [Fact]
    public void A_function_comes_before_modules()
    {
        LinearModel model = new();
        Load(
            model,
            ["module.fc.weight", "module.fc.bias"],
            new() { Rename = name => name["module.".Length..], Modules = { ["fc"] = ["dense1"] } });
        Assert.Equal([1, 2, 3], model.Parameters.ToArray());
    }

    /// <summary>Loads a file with a tensor [1, 2] of 1 and 2, a tensor [1] of 3, and perhaps more of shape [1].</summary>
    private static void Load(LinearModel model, string[] names, LoadOptions options)
    {
        SafetensorsWriter writer = new();
        writer.Add(names[0], [1, 2], [1f, 2f]);
        foreach (string name in names[1..])
        {
            writer.Add(name, [1], [3f]);
        }

        using MemoryStream stream = new();
        writer.Write(stream);
        stream.Position = 0;
        ModelStorage.LoadParameters(model, stream, options);
    }

    private static SafetensorsException Fails(string[] names, LoadOptions options)
    {
        LinearModel model = ModelStorageTests.Create([7, 8, 9]);
        SafetensorsException error = Assert.Throws<SafetensorsException>(() => Load(model, names, options));
        Assert.Equal([7, 8, 9], model.Parameters.ToArray());
        return error;
    }

    /// <summary>A linear model's file with numbers of some type: all but the last are weights.</summary>
    private static byte[] File(string type, double[] values)
    {
        int size = type == "F64" ? 8 : 2;
        int weights = values.Length - 1;
        byte[] data = new byte[size * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            Span<byte> element = data.AsSpan(size * i);
            switch (type)
            {
                case "F16":
                    BinaryPrimitives.WriteHalfLittleEndian(element, (Half)values[i]);
                    break;
                case "BF16":
                    BinaryPrimitives.WriteInt16LittleEndian(element, (short)(BitConverter.SingleToInt32Bits((float)values[i]) >> 16));
                    break;
                default:
                    BinaryPrimitives.WriteDoubleLittleEndian(element, values[i]);
                    break;
            }
        }

        string header = $$$"""
            {"dense1.weight":{"dtype":"{{{type}}}","shape":[1,{{{weights}}}],"data_offsets":[0,{{{size * weights}}}]},
             "dense1.bias":{"dtype":"{{{type}}}","shape":[1],"data_offsets":[{{{size * weights}}},{{{data.Length}}}]}}
            """;
        return RawSafetensors.Build(Encoding.ASCII.GetBytes(header), data);
    }

    private static IEnumerable<int> Bits(LinearModel model) => model.Parameters.ToArray().Select(BitConverter.SingleToInt32Bits);
}
