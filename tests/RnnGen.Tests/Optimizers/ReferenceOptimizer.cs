namespace RnnGen.Tests.Optimizers;

/// <summary>PyTorch's recurrences for a single parameter, in double precision and one operation at a time.</summary>
internal static class ReferenceOptimizer
{
    public static double[] Sgd(double p, double[] gradients, double rate, double momentum, bool nesterov, double decay)
    {
        double b = 0;
        return Run(p, gradients, (_, p, g) =>
        {
            g += decay * p;
            b = (momentum * b) + g;
            return p - (rate * (nesterov ? g + (momentum * b) : b));
        });
    }

    public static double[] RmsProp(
        double p, double[] gradients, double rate, double alpha, double epsilon, double momentum, bool centered, double decay)
    {
        double v = 0, a = 0, b = 0;
        return Run(p, gradients, (_, p, g) =>
        {
            g += decay * p;
            v = (alpha * v) + ((1 - alpha) * g * g);
            a = (alpha * a) + ((1 - alpha) * g);
            double root = Math.Sqrt(centered ? v - (a * a) : v) + epsilon;
            b = (momentum * b) + (g / root);
            return p - (rate * b);
        });
    }

    public static double[] Adam(
        double p, double[] gradients, double rate, double beta1, double beta2, double epsilon, bool amsGrad, double penalty, double decoupled)
    {
        double m = 0, v = 0, largest = 0;
        return Run(p, gradients, (t, p, g) =>
        {
            p *= 1 - (rate * decoupled);
            g += penalty * p;
            m = (beta1 * m) + ((1 - beta1) * g);
            v = (beta2 * v) + ((1 - beta2) * g * g);
            largest = Math.Max(largest, v);
            double corrected = (amsGrad ? largest : v) / (1 - Math.Pow(beta2, t));
            return p - (rate * (m / (1 - Math.Pow(beta1, t))) / (Math.Sqrt(corrected) + epsilon));
        });
    }

    private static double[] Run(double p, double[] gradients, Func<int, double, double, double> step)
    {
        double[] trajectory = new double[gradients.Length];
        for (int t = 1; t <= gradients.Length; t++)
        {
            trajectory[t - 1] = p = step(t, p, gradients[t - 1]);
        }

        return trajectory;
    }
}
