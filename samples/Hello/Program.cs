using Hello;
using RnnGen;

// The letters h, e, l, o as vectors of four numbers, of which one is 1.
const string Letters = "helo";
const string Word = "hello";

bool isQuick = args is ["--quick"];
if (args.Length > 0 && !isQuick)
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project samples/Hello [-- --quick]");
    return 2;
}

float[] inputs = [.. Word[..^1].SelectMany(OneHot)]; // h, e, l, l
int[] targets = [.. Word[1..].Select(letter => Letters.IndexOf(letter))]; // e, l, l, o

Console.WriteLine(Speller.Summary);
var model = new Speller(seed: 1);
Show("Before training", model);

FitHistory history = model.Fit(inputs, targets, new FitOptions { Epochs = isQuick ? 200 : 500, Optimizer = new Adam(0.05) });
Console.WriteLine();
Console.WriteLine(string.Create(null, $"{history.Epochs.Count} epochs: loss {history.Losses[0]:F3} to {history.Losses[^1]:F4}"));
Show("After training", model);

string said = Say(model);
Console.WriteLine();
Console.WriteLine($"From 'h' on its own, each answer fed back as the next letter: {said}");
return said == Word ? 0 : 1;

static float[] OneHot(char letter) => [.. Letters.Select(other => other == letter ? 1f : 0f)];

// Two l's follow each other, the first of which is followed by l and the second by o: only the hidden state tells them apart.
void Show(string title, Speller model)
{
    float[] probabilities = model.Predict(inputs);
    Console.WriteLine();
    Console.WriteLine($"{title}: the probability of each next letter");
    Console.WriteLine("  step  reads  next     h     e     l     o");
    for (int step = 0; step < Speller.SequenceLength; step++)
    {
        ReadOnlySpan<float> row = probabilities.AsSpan(step * Letters.Length, Letters.Length);
        int best = row.IndexOf(System.Numerics.Tensors.TensorPrimitives.Max(row));
        string figures = string.Join("  ", row.ToArray().Select(static p => p.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)));
        Console.WriteLine($"  {step,4}  {Word[step],5}  {Word[step + 1],4}  {figures}  says {Letters[best]}{(best == targets[step] ? "" : ", which is wrong")}");
    }
}

// One letter after the other, as a stream.
static string Say(Speller model)
{
    var state = new Speller.State();
    float[] probabilities = new float[Letters.Length];
    string word = "h";
    while (word.Length < Word.Length)
    {
        model.Step(OneHot(word[^1]), probabilities, state);
        word += Letters[System.Numerics.Tensors.TensorPrimitives.IndexOfMax(probabilities)];
    }

    return word;
}
