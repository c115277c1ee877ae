using Spectre.Console;

namespace Forecasting;

/// <summary>Two series in one drawing of characters.</summary>
internal static class TerminalChart
{
    private const char TruthMark = 'o';
    private const char ForecastMark = '+';
    private const char CommonMark = '*';
    private const int Height = 18;

    /// <summary>Writes the chart, one column for each value.</summary>
    /// <param name="truth">What happened.</param>
    /// <param name="forecast">What was forecast; as long.</param>
    /// <param name="label">Label below a value, from its number, or null for none.</param>
    public static void Write(double[] truth, double[] forecast, Func<int, string?> label)
    {
        double lowest = Math.Min(truth.Min(), forecast.Min());
        double highest = Math.Max(truth.Max(), forecast.Max());
        double step = (highest - lowest) / (Height - 1);
        int Level(double value) => step > 0 ? (int)Math.Round((value - lowest) / step) : 0;

        Terminal.Line();
        for (int level = Height - 1; level >= 0; level--)
        {
            string axis = level % 3 == 2 ? $"{lowest + (level * step),6:0} |" : "       |";
            var marks = new char[truth.Length];
            for (int i = 0; i < truth.Length; i++)
            {
                marks[i] = (Level(truth[i]) == level, Level(forecast[i]) == level) switch
                {
                    (true, true) => CommonMark,
                    (true, false) => TruthMark,
                    (false, true) => ForecastMark,
                    _ => ' ',
                };
            }

            Terminal.Drawing(axis + new string(marks).TrimEnd(), Colour);
        }

        Terminal.Drawing("       +" + new string('-', truth.Length), static _ => Color.Default);
        Terminal.Drawing("        " + Labels(truth.Length, label), static _ => Color.Default);
        Terminal.Line($"        {TruthMark} truth   {ForecastMark} forecast   {CommonMark} both");
    }

    private static Color Colour(char mark) => mark switch
    {
        TruthMark => Color.Teal,
        ForecastMark => Color.Olive,
        CommonMark => Color.Green,
        _ => Color.Default,
    };

    private static string Labels(int length, Func<int, string?> label)
    {
        string line = "";
        for (int i = 0; i < length; i++)
        {
            if (label(i) is { } text && line.Length <= i)
            {
                line = line.PadRight(i) + text;
            }
        }

        return line;
    }
}
