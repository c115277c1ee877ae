namespace RnnGen.Tests.Models;

public sealed class ModelFactsTests
{
    [Fact]
    public void The_parameter_table_has_the_names_and_shapes_of_a_PyTorch_state_dict()
    {
        (string, int[])[] expected =
        [
            ("lstm1.weight_ih_l0", [36, 2]), ("lstm1.weight_hh_l0", [36, 9]), ("lstm1.bias_ih_l0", [36]), ("lstm1.bias_hh_l0", [36]),
            ("lstm2.weight_ih_l0", [24, 9]), ("lstm2.weight_hh_l0", [24, 6]), ("lstm2.bias_ih_l0", [24]), ("lstm2.bias_hh_l0", [24]),
            ("dense1.weight", [1, 6]), ("dense1.bias", [1]),
        ];
        ParameterInfo[] table = Forecaster.ParameterTable.ToArray();
        Assert.Equal(expected.Select(tensor => tensor.Item1), table.Select(tensor => tensor.Name));
        Assert.Equal(expected.Select(tensor => tensor.Item2), table.Select(tensor => tensor.Shape.ToArray()));
        Assert.Equal(["gru1.weight_ih_l0", "gru1.weight_hh_l0", "gru1.bias_ih_l0", "gru1.bias_hh_l0", "dense1.weight", "dense1.bias"],
            Tagger.ParameterTable.ToArray().Select(tensor => tensor.Name));
        Assert.Equal("rnn1.weight_ih_l0", Detector.ParameterTable[0].Name);
    }

    [Fact]
    public void The_tensors_follow_each_other_without_gaps()
    {
        int offset = 0;
        foreach (ParameterInfo tensor in Forecaster.ParameterTable)
        {
            Assert.Equal(offset, tensor.Offset);
            Assert.Equal(tensor.Shape.Aggregate(1, (length, dimension) => length * dimension), tensor.Length);
            offset += tensor.Length;
        }

        Assert.Equal(Forecaster.ParameterCount, offset);
        Assert.Equal(Forecaster.ParameterCount, new Forecaster().Parameters.Length);
    }

    [Fact]
    public void Constants_tell_the_shapes()
    {
        Assert.Equal((12, 2, 1, 1), (Forecaster.SequenceLength, Forecaster.InputSize, Forecaster.OutputLength, Forecaster.OutputSize));
        Assert.Equal((7, 3, 7, 4), (Tagger.SequenceLength, Tagger.InputSize, Tagger.OutputLength, Tagger.OutputSize));
        Assert.Equal((5, 2, 2, 3), (Detector.SequenceLength, Detector.InputSize, Detector.OutputLength, Detector.OutputSize));
        Assert.Equal((6, 2, 6, 2), (Composer.SequenceLength, Composer.InputSize, Composer.OutputLength, Composer.OutputSize));
    }

    [Fact]
    public void Fresh_parameters_are_zero_biases_but_for_one_in_the_forget_gate_and_orthogonal_recurrences()
    {
        var model = new Forecaster(1);
        foreach (ParameterInfo tensor in Forecaster.ParameterTable)
        {
            float[] values = model.Parameters.Slice(tensor.Offset, tensor.Length).ToArray();
            if (tensor.Name.EndsWith("bias_ih_l0", StringComparison.Ordinal))
            {
                int units = values.Length / 4;
                Assert.Equal([.. Enumerable.Repeat(0f, units), .. Enumerable.Repeat(1f, units), .. Enumerable.Repeat(0f, 2 * units)], values);
            }
            else if (tensor.Name.Contains("bias", StringComparison.Ordinal))
            {
                Assert.All(values, value => Assert.Equal(0, value));
            }
            else if (tensor.Name.Contains("weight_hh", StringComparison.Ordinal))
            {
                // Columns of length 1, at right angles.
                int columns = tensor.Shape[1];
                float[][] rows = [.. values.Chunk(columns)];
                for (int i = 0; i < columns; i++)
                {
                    for (int j = 0; j <= i; j++)
                    {
                        Assert.Equal(i == j ? 1 : 0, rows.Sum(row => (double)row[i] * row[j]), 1e-5);
                    }
                }
            }
        }
    }

    [Fact]
    public void The_summary_lists_every_layer_with_its_parameters()
    {
        string[] lines = Forecaster.Summary.Split('\n');
        foreach ((string layer, int parameters) in (ReadOnlySpan<(string, int)>)[("lstm1", 468), ("lstm2", 408), ("dense1", 7)])
        {
            Assert.Matches($@"\b{parameters}\b", Assert.Single(lines, line => line.Contains(layer, StringComparison.Ordinal)));
        }

        Assert.Contains($"{Forecaster.ParameterCount}", Forecaster.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', Forecaster.Summary);
    }

    [Fact]
    public void An_edit_of_the_parameters_shows_in_the_next_call()
    {
        var model = new Forecaster(1);
        float[] inputs = Batches.Numbers(24, 1);
        float[] outputs = new float[1];
        using (ParameterEdit edit = model.EditParameters())
        {
            edit.Values.Clear();
            edit.Values[^1] = 2.5f;
        }

        model.Predict(inputs, outputs);
        Assert.Equal(2.5f, outputs[0]);
    }
}
