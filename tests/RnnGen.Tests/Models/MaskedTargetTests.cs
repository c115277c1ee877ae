namespace RnnGen.Tests.Models;

/// <summary>Inputs that reach no target that counts may be anything: nothing of them is in losses or gradients.</summary>
[Collection(nameof(Parallelism))]
public sealed class MaskedTargetTests
{
    /// <summary>Single sequences, pairs of them, a part of a vector of samples, several vectors and blocks.</summary>
    public static TheoryData<int, int> BatchesAndThreads
    {
        get
        {
            var cases = new TheoryData<int, int>();
            foreach (int batch in (int[])[1, 2, 3, 4, 8, 15, 16, 17, 33, 70])
            {
                cases.Add(batch, 1);
                cases.Add(batch, 3);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(BatchesAndThreads))]
    public void Samples_of_which_nothing_counts_are_as_if_they_were_not_there(int batch, int threads) => WithThreads(threads, () =>
    {
        // Whatever place such samples have: the first, every other, those that fill a vector, the last, which unused lanes repeat.
        foreach (Func<int, bool> absent in (Func<int, bool>[])[sample => sample == 0, sample => sample % 2 == 1, sample => sample is >= 4 and < 33, sample => sample >= batch - 3])
        {
            foreach (Masked model in Masked.All.Append(Masked.Both))
            {
                int[] all = [.. Enumerable.Range(0, batch)];
                Masked.Data data = model.Make(batch);
                foreach (int sample in all.Where(absent))
                {
                    data.Poison(sample, 0, model.InputLength);
                    data.Uncount(sample, 0, model.OutputLength);
                }

                RequireSame(model, data, data.Select([.. all.Where(sample => !absent(sample))]));
            }
        }
    });

    [Theory]
    [MemberData(nameof(BatchesAndThreads))]
    public void Steps_after_the_last_that_counts_are_as_if_they_were_zero(int batch, int threads) => WithThreads(threads, () =>
    {
        foreach (Masked model in Masked.All.Where(model => model.OutputLength > 1 && model.InputLength > 1))
        {
            Masked.Data poisoned = model.Make(batch);
            Masked.Data zeroed = model.Make(batch);
            for (int sample = 0; sample < batch; sample++)
            {
                int counted = sample % (model.OutputLength + 1);
                foreach (Masked.Data data in (Masked.Data[])[poisoned, zeroed])
                {
                    data.Uncount(sample, counted, model.OutputLength);
                    data.Count(sample, counted - 1);
                }

                // Outputs are those of the last steps.
                int first = counted == 0 ? 0 : model.InputLength - model.OutputLength + counted;
                poisoned.Poison(sample, first, model.InputLength);
                zeroed.Fill(sample, first, model.InputLength, 0);
            }

            RequireSame(model, poisoned, zeroed);
        }
    });

    [Theory]
    [MemberData(nameof(BatchesAndThreads))]
    public void Without_states_every_step_that_does_not_count_is_as_if_it_were_zero(int batch, int threads) => WithThreads(threads, () =>
    {
        Masked model = Masked.Stateless;
        Masked.Data poisoned = model.Make(batch);
        Masked.Data zeroed = model.Make(batch);
        for (int sample = 0; sample < batch; sample++)
        {
            for (int step = sample % 2; step < model.OutputLength; step += 2)
            {
                poisoned.Uncount(sample, step, step + 1);
                zeroed.Uncount(sample, step, step + 1);
                poisoned.Poison(sample, step, step + 1);
                zeroed.Fill(sample, step, step + 1, 0);
            }
        }

        RequireSame(model, poisoned, zeroed);
    });

    [Fact]
    public void A_step_whose_state_reaches_one_that_counts_is_not_left_out()
    {
        Masked model = Masked.Recurrent;
        Masked.Data data = model.Make(1);
        data.Uncount(0, 0, model.OutputLength);
        data.Count(0, 3);
        data.Poison(0, 3, 4);

        float[] gradients = new float[model.Parameters];
        Assert.True(float.IsNaN(model.ComputeGradients(data.Inputs, data.Targets, gradients)));
        Assert.Contains(gradients, float.IsNaN);

        // And a number there matters.
        data.Fill(0, 2, 4, 0.5f);
        float some = model.ComputeGradients(data.Inputs, data.Targets, gradients);
        data.Fill(0, 2, 3, -0.5f);
        Assert.NotEqual(some, model.ComputeGradients(data.Inputs, data.Targets, gradients));
    }

    [Fact]
    public void A_batch_of_which_nothing_counts_has_no_loss_and_no_gradient_whatever_it_holds()
    {
        foreach (Masked model in Masked.All)
        {
            foreach (int batch in (int[])[1, 2, 20])
            {
                Masked.Data data = model.Make(batch);
                for (int sample = 0; sample < batch; sample++)
                {
                    data.Uncount(sample, 0, model.OutputLength);
                    data.Poison(sample, 0, model.InputLength);
                }

                float[] gradients = Batches.Numbers(model.Parameters, 1);
                Assert.Equal(0, model.ComputeGradients(data.Inputs, data.Targets, gradients));
                Assert.All(gradients, value => Assert.Equal(0, value));
                Assert.Equal(0, model.ComputeLoss(data.Inputs, data.Targets));
            }
        }
    }

    [Fact]
    public void Predictions_of_NaN_are_NaN_all_the_same()
    {
        var model = new Tagger(1);
        float[] inputs = Batches.Numbers(2 * 21, 1);
        inputs[0] = float.NaN;
        float[] outputs = new float[2 * 28];
        model.Predict(inputs, outputs);
        Assert.All(outputs[..28], value => Assert.True(float.IsNaN(value)));
        Assert.DoesNotContain(outputs[28..], float.IsNaN);
    }

    private static void RequireSame(Masked model, Masked.Data poisoned, Masked.Data expected)
    {
        float[] gradients = new float[model.Parameters];
        float[] expectedGradients = new float[model.Parameters];
        float loss = model.ComputeGradients(poisoned.Inputs, poisoned.Targets, gradients);
        float expectedLoss = expected.Targets.Length == 0 ? 0 : model.ComputeGradients(expected.Inputs, expected.Targets, expectedGradients);
        Assert.Equal(expectedLoss, loss, 1e-5f);
        Assert.Equal(loss, model.ComputeLoss(poisoned.Inputs, poisoned.Targets), 1e-6f);
        for (int parameter = 0; parameter < gradients.Length; parameter++)
        {
            // Not Assert.Equal with a tolerance: to that NaN equals NaN.
            Assert.True(
                MathF.Abs(gradients[parameter] - expectedGradients[parameter]) <= 2e-6f,
                $"{model.Name}, parameter {parameter}: {gradients[parameter]} is not {expectedGradients[parameter]}");
        }
    }

    private static void WithThreads(int threads, Action check)
    {
        int before = Parallelism.MaxThreads;
        try
        {
            Parallelism.MaxThreads = threads;
            check();
        }
        finally
        {
            Parallelism.MaxThreads = before;
        }
    }
}
