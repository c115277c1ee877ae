using System.Globalization;
using CharacterModel;
using RnnGen;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
bool isQuick = args is ["--quick"];
if (args.Length > 0 && !isQuick)
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project samples/CharacterModel [-- --quick]");
    return 2;
}

var novel = Novel.Read();
if (novel.Letters.Count != Novelist.Alphabet)
{
    Console.Error.WriteLine($"The text has {novel.Letters.Count} characters, the model {Novelist.Alphabet}: set Novelist.Alphabet.");
    return 1;
}

int[] training = isQuick ? novel.Training[..60_000] : novel.Training;
int[] test = isQuick ? novel.Test[..10_000] : novel.Test;
Console.WriteLine($"{training.Length:N0} characters to learn from, {test.Length:N0} to be judged by, {novel.Letters.Count} different ones.");
Console.WriteLine(Novelist.Summary);

var model = new Novelist(seed: 1);
var options = new FitOptions
{
    Epochs = isQuick ? 2 : 12,
    BatchSize = 32,
    Optimizer = new Adam(isQuick ? 0.01 : 0.003) { LazyUpdates = true },
    ClipNorm = 5,
    CarryState = true,
    Callbacks = [LearningRateSchedule.Cosine(0.02)],
    Progress = new ConsoleProgress(),
};

// The text is its own samples: each window's targets are the window one character further on.
(ReadOnlyMemory<int> inputs, ReadOnlyMemory<int> targets) = TextWindows.NextTokens(training, Novelist.Window);
model.Fit(inputs, targets, options);

double ours = Bits(model, test);
Console.WriteLine();
Console.WriteLine("Bits for a character of the text that nobody has seen:");
Console.WriteLine($"  {"LSTM of 256 units",-34}{ours,6:F3}");
double[] counts = Baselines.Counts(training, test, novel.Letters.Count, longest: 7);
for (int length = 3; length < counts.Length; length++)
{
    Console.WriteLine($"  {$"counts after {length} characters",-34}{counts[length],6:F3}");
}

Console.WriteLine($"  {"gzip",-34}{Baselines.Gzip(novel.Letters.Decode(training), novel.Letters.Decode(test)),6:F3}");
foreach (double temperature in (double[])[0.5, 0.8, 1])
{
    Console.WriteLine();
    Console.WriteLine($"--- written at temperature {temperature} ---");
    int[] written = new int[isQuick ? 100 : 500];
    model.Generate(novel.Encode("It is a truth universally acknowledged, "), written, new GenerateOptions { Temperature = temperature, Seed = 1 });
    Console.WriteLine("It is a truth universally acknowledged, " + novel.Letters.Decode(written));
}

return double.IsFinite(ours) ? 0 : 1;

// One stream from the beginning of the text to its end: each window goes on with the state of the one before.
static double Bits(Novelist model, ReadOnlySpan<int> text)
{
    float[] state = new float[Novelist.StateSize];
    float[] probabilities = new float[Novelist.Window * Novelist.Alphabet];
    var perplexity = new Perplexity();
    for (int first = 0; first + Novelist.Window < text.Length; first += Novelist.Window)
    {
        model.Predict(text.Slice(first, Novelist.Window), state, probabilities, state);
        perplexity.Update(probabilities, text.Slice(first + 1, Novelist.Window));
    }

    return perplexity.Bits;
}
