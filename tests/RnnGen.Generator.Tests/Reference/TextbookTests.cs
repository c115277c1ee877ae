using RnnGen.Generator.Networks;
using RnnGen.Reference;

namespace RnnGen.Generator.Tests.Reference;

/// <summary>The cells once more, as loops over PyTorch's tensors, without graphs: gate order, biases and layout.</summary>
public sealed class TextbookTests
{
    private const int Steps = 4, Features = 2, Units = 3;

    private delegate double[] Cell(double[][] inputGates, double[][] recurrentGates, double[] h, double[] c);

    [Fact]
    public void Simple_rnn_is_tanh_of_input_and_recurrent_products_with_both_biases() =>
        Check(model => model.SimpleRnn(Units), 1, (p, q, _, _) => Each(u => Math.Tanh(p[0][u] + q[0][u])));

    [Fact]
    public void Simple_rnn_takes_relu() =>
        Check(model => model.SimpleRnn(Units, Activation.Relu), 1, (p, q, _, _) => Each(u => Math.Max(0, p[0][u] + q[0][u])));

    [Fact]
    public void Lstm_has_the_gates_input_forget_candidate_output_in_this_order() =>
        Check(model => model.Lstm(Units), 4, (p, q, _, c) => Each(u =>
        {
            double i = Sigmoid(p[0][u] + q[0][u]), f = Sigmoid(p[1][u] + q[1][u]), g = Math.Tanh(p[2][u] + q[2][u]), o = Sigmoid(p[3][u] + q[3][u]);
            c[u] = (f * c[u]) + (i * g);
            return o * Math.Tanh(c[u]);
        }));

    [Fact]
    public void Gru_resets_after_the_recurrent_product_with_gates_reset_update_new() =>
        Check(model => model.Gru(Units), 3, (p, q, h, _) => Each(u =>
        {
            double r = Sigmoid(p[0][u] + q[0][u]), z = Sigmoid(p[1][u] + q[1][u]), n = Math.Tanh(p[2][u] + (r * q[2][u]));
            return ((1 - z) * n) + (z * h[u]);
        }));

    [Fact]
    public void Gru_resets_before_the_recurrent_product_where_asked()
    {
        Network network = Declare.Model(Steps, Features, Topology.ManyToMany).Gru(Units, resetAfter: false).Network();
        (double[] parameters, double[] inputs, _) = DataPoint.Draw(network, 1, seed: 1);
        Tensors t = new(parameters, 3);
        double[] h = new double[Units];
        List<double> expected = [];
        foreach (double[] x in inputs.Chunk(Features))
        {
            double[][] p = t.InputGates(x), q = t.RecurrentGates(h);
            double[] r = Each(u => Sigmoid(p[0][u] + q[0][u])), z = Each(u => Sigmoid(p[1][u] + q[1][u]));
            double[] reset = t.RecurrentGates(Each(u => r[u] * h[u]))[2];
            double[] previous = h;
            h = Each(u => ((1 - z[u]) * Math.Tanh(p[2][u] + reset[u])) + (z[u] * previous[u]));
            expected.AddRange(h);
        }

        GradientCheck.Agree("output", [.. expected], new ReferenceModel(network).Predict(parameters, inputs));
    }

    [Fact]
    public void Dense_multiplies_rows_of_its_weight_and_adds_its_bias()
    {
        Network network = Declare.Model(2, 2, Topology.ManyToMany).Dense(2).Network();

        Assert.Equal(
            [1 + 20 + 0.5, 3 + 40 - 0.5, 2 + 0.5, 6 - 0.5],
            new ReferenceModel(network).Predict([1, 2, 3, 4, 0.5, -0.5], [1, 10, 2, 0]));
    }

    private static void Check(Func<Declare, Declare> layer, int gates, Cell cell)
    {
        Network network = layer(Declare.Model(Steps, Features, Topology.ManyToMany)).Network();
        (double[] parameters, double[] inputs, _) = DataPoint.Draw(network, 1, seed: 1);
        Tensors t = new(parameters, gates);
        double[] h = new double[Units], c = new double[Units];
        List<double> expected = [];
        foreach (double[] x in inputs.Chunk(Features))
        {
            h = cell(t.InputGates(x), t.RecurrentGates(h), h, c);
            expected.AddRange(h);
        }

        Assert.Equal(parameters.Length, t.Count);
        GradientCheck.Agree("output", [.. expected], new ReferenceModel(network).Predict(parameters, inputs));
    }

    private static double[] Each(Func<int, double> unit) => [.. Enumerable.Range(0, Units).Select(unit)];

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>weight_ih [gates·units, features], weight_hh [gates·units, units], bias_ih, bias_hh [gates·units].</summary>
    private sealed class Tensors(double[] parameters, int gates)
    {
        private readonly int rows = gates * Units;

        public int Count => rows * (Features + Units + 2);

        public double[][] InputGates(double[] x) => Gates(x, 0, rows * (Features + Units));

        public double[][] RecurrentGates(double[] h) => Gates(h, rows * Features, rows * (Features + Units + 1));

        private double[][] Gates(double[] v, int weights, int bias)
        {
            double[] all = new double[rows];
            for (int row = 0; row < rows; row++)
            {
                all[row] = parameters[bias + row];
                for (int column = 0; column < v.Length; column++)
                {
                    all[row] += parameters[weights + (row * v.Length) + column] * v[column];
                }
            }

            return [.. all.Chunk(Units)];
        }
    }
}
