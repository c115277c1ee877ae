using System.Globalization;
using RnnGen;
using Sentiment;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
bool isQuick = args is ["--quick", ..];
string[] texts = isQuick ? args[1..] : args;
if (texts.Any(static text => text.StartsWith('-') || Review.WordsOf(text).Length == 0))
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project samples/Sentiment [-- [--quick] [\"A review.\" ...]]");
    return 2;
}

(Review[] all, Review[] test) = Review.Read();
int validationSize = all.Length / 8;
Review[] validation = all[..validationSize];
Review[] training = isQuick ? all[validationSize..(validationSize + 1000)] : all[validationSize..];
Vocabulary words = Vocabulary.Build(training.SelectMany(static review => review.Words), Critic.Words, minFrequency: 5, padding: "<pad>", unknown: "<unk>");
Console.WriteLine($"{training.Length:N0} reviews to learn from, {validation.Length:N0} to stop by, {test.Length:N0} to be judged by; {words.Count:N0} words.");
Console.WriteLine(Critic.Summary);

Samples learned = new(words, training), watched = new(words, validation), judged = new(words, test);
var critics = new List<Critic>();
int seeds = isQuick ? 1 : 5;
for (int seed = 1; seed <= seeds; seed++)
{
    var critic = new Critic(seed);
    var stopping = new EarlyStopping { Patience = 4 };
    var options = new FitOptions
    {
        Epochs = isQuick ? 3 : 30,
        Optimizer = new AdamW(isQuick ? 0.005 : 0.001) { WeightDecay = 0.05 },
        ClipNorm = 1,
        Seed = seed,
        Metrics = [new Accuracy()],
        Callbacks = [stopping],
        Progress = new ConsoleProgress(),
    };
    Console.WriteLine($"Network {seed} of {seeds}:");
    critic.Fit(learned.Inputs, learned.Lengths, learned.Targets, options, (watched.Inputs, watched.Lengths, watched.Targets));
    Console.WriteLine($"It keeps the parameters of epoch {stopping.BestEpoch}.");
    critics.Add(critic);
}

Console.WriteLine();
Console.WriteLine($"{"Of the test reviews",-32}{"accuracy",10}{"F1 of bad",12}");
float[][] each = [.. critics.Select(critic => Predict(critic, judged))];
float[] ours = Mean(each);
for (int index = 0; index < each.Length; index++)
{
    Report($"LSTM in both directions, seed {index + 1}", each[index]);
}

if (each.Length > 1)
{
    Report("the mean of their outputs", ours);
}

var bag = BagOfWords.Train(words, training, validation);
Report("bag of words", [.. test.Select(review => bag.Probability(review.Words))]);
Report("the more frequent class", [.. test.Select(static _ => 1f)]);

foreach (string text in texts)
{
    var own = new Samples(words, [new Review(Review.WordsOf(text), IsGood: false)]);
    Console.WriteLine($"{Mean([.. critics.Select(critic => Predict(critic, own))])[0],6:P0} good: {text}");
}

return ours.All(float.IsFinite) ? 0 : 1;

static float[] Predict(Critic critic, Samples samples)
{
    float[] outputs = new float[samples.Lengths.Length];
    critic.Predict(samples.Inputs, samples.Lengths, outputs);
    return outputs;
}

static float[] Mean(float[][] outputs) => [.. Enumerable.Range(0, outputs[0].Length).Select(index => outputs.Average(one => one[index]))];

void Report(string name, float[] probabilities)
{
    var counts = new ConfusionMatrix();
    counts.Update(probabilities, judged.Targets);
    Console.WriteLine($"{name,-32}{counts.Value,10:P1}{counts.F1(0),12:F3}");
}
