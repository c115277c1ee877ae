using System.Numerics;
using RnnGen.Runtime;

namespace RnnGen.Tests.Optimizers;

public class OptimizerTests
{
    private const int Parameters = 37; // whole vectors and a remainder, whatever the vector's width
    private const int Steps = 150;

    public static TheoryData<double, bool, double> SgdOptions()
    {
        TheoryData<double, bool, double> data = [];
        foreach (double decay in new[] { 0, 0.02 })
        {
            data.Add(0, false, decay);
            data.Add(0.9, false, decay);
            data.Add(0.9, true, decay);
        }

        return data;
    }

    public static TheoryData<double, bool, double> RmsPropOptions()
    {
        TheoryData<double, bool, double> data = [];
        foreach (double decay in new[] { 0, 0.02 })
        {
            foreach (double momentum in new[] { 0, 0.7 })
            {
                data.Add(momentum, false, decay);
                data.Add(momentum, true, decay);
            }
        }

        return data;
    }

    /// <summary>Running means of a parameter that gets no gradient any more would stay among the smallest subnormals, and make each step many times slower.</summary>
    [Fact]
    public void What_an_optimizer_remembers_fades_to_zero()
    {
        var adam = new AdamRule(0.001f, 1, 0.9, 0.999, 1e-8, amsGrad: false, penalty: 0, decoupledDecay: 0);
        Vector<float>[] states = [new(1e-35f), new(1e-37f), Vector<float>.Zero];
        for (int step = 0; step < 5000; step++)
        {
            adam.Step(Vector<float>.One, Vector<float>.Zero, states);
            Assert.DoesNotContain(states, state => float.IsSubnormal(state[0]));
        }

        Assert.All(states, state => Assert.Equal(Vector<float>.Zero, state));
        Assert.Equal(new Vector<float>(1.2e-38f), ElementwiseUpdate.Remembered(new Vector<float>(1.2e-38f)));
        Assert.Equal(Vector<float>.Zero, ElementwiseUpdate.Remembered(new Vector<float>(-1.1e-38f)));
        Assert.True(float.IsNaN(ElementwiseUpdate.Remembered(new Vector<float>(float.NaN))[0]));
    }

    [Theory]
    [MemberData(nameof(SgdOptions))]
    public void Sgd_follows_its_recurrence(double momentum, bool nesterov, double decay) =>
        Compare(
            new Sgd(0.05f) { Momentum = momentum, Nesterov = nesterov, WeightDecay = decay },
            (p, g) => ReferenceOptimizer.Sgd(p, g, 0.05f, momentum, nesterov, decay));

    [Theory]
    [MemberData(nameof(RmsPropOptions))]
    public void RmsProp_follows_its_recurrence(double momentum, bool centered, double decay) =>
        Compare(
            new RmsProp(0.02f) { Alpha = 0.95, Epsilon = 1e-3, Momentum = momentum, Centered = centered, WeightDecay = decay },
            (p, g) => ReferenceOptimizer.RmsProp(p, g, 0.02f, 0.95, 1e-3, momentum, centered, decay));

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 0.02)]
    [InlineData(true, 0)]
    [InlineData(true, 0.02)]
    public void Adam_follows_its_recurrence(bool amsGrad, double decay) =>
        Compare(
            new Adam(0.03f) { Beta1 = 0.85, Beta2 = 0.97, Epsilon = 1e-4, AmsGrad = amsGrad, WeightDecay = decay },
            (p, g) => ReferenceOptimizer.Adam(p, g, 0.03f, 0.85, 0.97, 1e-4, amsGrad, decay, 0));

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 0.1)]
    [InlineData(true, 0)]
    [InlineData(true, 0.1)]
    public void AdamW_follows_its_recurrence(bool amsGrad, double decay) =>
        Compare(
            new AdamW(0.03f) { Beta1 = 0.85, Beta2 = 0.97, Epsilon = 1e-4, AmsGrad = amsGrad, WeightDecay = decay },
            (p, g) => ReferenceOptimizer.Adam(p, g, 0.03f, 0.85, 0.97, 1e-4, amsGrad, 0, decay));

    [Fact]
    public void Defaults_are_those_of_PyTorch()
    {
        Assert.Equal((0.9, 0.999, 1e-8, 0.0, 0.001), (new Adam().Beta1, new Adam().Beta2, new Adam().Epsilon, new Adam().WeightDecay, new Adam().LearningRate));
        Assert.Equal((0.9, 0.999, 1e-8, 0.01, 0.001), (new AdamW().Beta1, new AdamW().Beta2, new AdamW().Epsilon, new AdamW().WeightDecay, new AdamW().LearningRate));
        Assert.Equal((0.99, 1e-8, 0.0, 0.01), (new RmsProp().Alpha, new RmsProp().Epsilon, new RmsProp().Momentum, new RmsProp().LearningRate));
        Assert.Equal((0.0, 0.0, false), (new Sgd().Momentum, new Sgd().WeightDecay, new Sgd().Nesterov));
    }

    [Fact]
    public void The_learning_rate_may_change_between_steps()
    {
        float[] parameters = [1];
        Sgd sgd = new(0.5f);
        sgd.Update(parameters, [1f]);
        sgd.LearningRate = 0.25f;
        sgd.Update(parameters, [1f]);
        Assert.Equal(0.25f, parameters[0]);
    }

    [Fact]
    public void After_a_reset_the_next_step_is_a_first_one()
    {
        float[] once = [1, 2];
        float[] again = [1, 2];
        Adam adam = new();
        adam.Update(once, [0.5f, -3]);
        adam.Reset();
        Assert.Equal(0, adam.Steps);
        adam.Update(again, [0.5f, -3]);
        Assert.Equal(once, again);
        adam.Reset();
        adam.Update(new float[7], new float[7]); // another model's size is welcome now
    }

    [Fact]
    public void A_constant_gradient_does_not_make_centered_RmsProp_take_the_root_of_a_negative_variance()
    {
        float[] parameters = [.. Enumerable.Repeat(1f, 64)];
        float[] gradients = [.. Enumerable.Range(0, 64).Select(i => 0.1f + (0.37f * i))];
        RmsProp centered = new(0.001f) { Centered = true, Alpha = 0.5, Epsilon = 1e-3 };
        for (int step = 0; step < 200; step++)
        {
            centered.Update(parameters, gradients);
        }

        Assert.All(parameters, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Updates_after_the_first_allocate_nothing()
    {
        Optimizer[] optimizers =
        [
            new Sgd(), new Sgd { Momentum = 0.9, Nesterov = true }, new RmsProp { Centered = true, Momentum = 0.5 },
            new Adam { AmsGrad = true }, new AdamW(),
        ];
        float[] parameters = new float[1003];
        float[] gradients = new float[1003];
        gradients.AsSpan().Fill(0.5f);
        foreach (Optimizer optimizer in optimizers)
        {
            optimizer.Update(parameters, gradients);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                optimizer.Update(parameters, gradients);
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_rejected()
    {
        Adam adam = new();
        ArgumentException unequal = Assert.Throws<ArgumentException>(() => adam.Update(new float[3], new float[4]));
        Assert.Contains("3 parameters but 4 gradients", unequal.Message, StringComparison.Ordinal);
        Assert.Equal("gradients", unequal.ParamName);
        adam.Update(new float[3], new float[3]);
        ArgumentException other = Assert.Throws<ArgumentException>(() => adam.Update(new float[4], new float[4]));
        Assert.Contains("state of 3 parameters but was given 4", other.Message, StringComparison.Ordinal);
        Assert.Equal(1, adam.Steps);
    }

    [Fact]
    public void Options_out_of_range_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd().LearningRate = float.PositiveInfinity);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(1e39));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { Beta1 = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam { Beta2 = -0.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW { Epsilon = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW { WeightDecay = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp { Alpha = 1.5 });
        Assert.Throws<InvalidOperationException>(() => new Sgd { Nesterov = true }.Update(new float[1], new float[1]));
    }

    [Fact]
    public void Lazy_updates_are_refused_by_an_optimizer_that_updates_all_parameters()
    {
        NotSupportedException error = Assert.Throws<NotSupportedException>(static () => new Descent { LazyUpdates = true });

        Assert.Contains("Descent updates all parameters", error.Message);
        Assert.False(new Descent { LazyUpdates = false }.LazyUpdates);
        Assert.True(new Sgd { LazyUpdates = true }.LazyUpdates);
    }

    /// <summary>Many steps of all parameters against the recurrence of each.</summary>
    private static void Compare(Optimizer optimizer, Func<double, double[], double[]> reference)
    {
        RandomSource random = new(11);
        float[] parameters = [.. Enumerable.Range(0, Parameters).Select(_ => (float)random.NextNormal())];
        // The sizes of gradients differ from parameter to parameter and fall and rise in time.
        float[][] gradients =
        [
            .. Enumerable.Range(0, Steps).Select(step =>
                Enumerable.Range(0, Parameters).Select(i => (float)((random.NextNormal() + 0.3) * (0.1 + (i * 0.05)) * (1.2 + Math.Sin(step * 0.1)))).ToArray()),
        ];
        double[][] expected =
        [
            .. Enumerable.Range(0, Parameters).Select(i => reference(parameters[i], [.. gradients.Select(g => (double)g[i])])),
        ];
        for (int step = 0; step < Steps; step++)
        {
            optimizer.Update(parameters, gradients[step]);
            for (int i = 0; i < Parameters; i++)
            {
                Assert.Equal(expected[i][step], parameters[i], 1e-5 * (1 + Math.Abs(expected[i][step])));
            }
        }

        Assert.Equal(Steps, optimizer.Steps);
    }

    /// <summary>An optimizer of a user.</summary>
    private sealed class Descent() : Optimizer(0.1)
    {
        protected override void AllocateState(int length)
        {
        }

        protected override void Apply(Span<float> parameters, ReadOnlySpan<float> gradients)
        {
        }
    }
}
