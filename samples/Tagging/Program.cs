using System.Globalization;
using RnnGen;
using Tagging;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
bool isQuick = args is ["--quick"];
string? typed = args is [{ } text] && !string.IsNullOrWhiteSpace(text) && !text.StartsWith("--", StringComparison.Ordinal) ? text : null;
if (args.Length > 0 && !isQuick && typed is null)
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project samples/Tagging [-- --quick | -- \"A sentence to tag .\"]");
    return 2;
}

if (typed is not null)
{
    if (!TrainedTagger.IsSaved)
    {
        Console.Error.WriteLine("There is no trained tagger yet. Run samples/Tagging/data/get.sh, then: dotnet run -c Release --project samples/Tagging");
        return 1;
    }

    Console.WriteLine(TrainedTagger.Load().Tagged(typed));
    return 0;
}

string path = Corpus.PathOf(isQuick ? "own.txt" : "brown.txt");
if (!File.Exists(path))
{
    Console.Error.WriteLine("The Brown corpus is not here: run samples/Tagging/data/get.sh, which fetches it. Without it, -- --quick trains on some sentences of our own.");
    return 1;
}

var corpus = Corpus.Read(path);
var lexicon = Lexicon.Build(corpus.Training);
Samples training = new(corpus.Training, lexicon), validation = new(corpus.Validation, lexicon), test = new(corpus.Test, lexicon);
Console.WriteLine(isQuick ? "Sentences of our own making, most of them by a little grammar: their figures say nothing of English." : "The Brown corpus.");
Console.WriteLine($"{training.Lengths.Length:N0} sentences to learn from, {validation.Lengths.Length:N0} to stop by, {test.Lengths.Length:N0} to be judged by; {lexicon.Count:N0} words and endings.");
Console.WriteLine(Tagger.Summary);

var model = new Tagger(seed: 1);
var stopping = new EarlyStopping { Monitor = "accuracy", Patience = 2 };
var options = new FitOptions
{
    Epochs = isQuick ? 10 : 8,
    BatchSize = isQuick ? 16 : 64,
    Optimizer = new Adam(isQuick ? 0.01 : 0.003) { LazyUpdates = true },
    ClipNorm = 5,
    Metrics = [new Accuracy()],
    Callbacks = [LearningRateSchedule.Cosine(0.02), stopping],
    Progress = new ConsoleProgress(),
};
model.Fit(training.Inputs, training.Lengths, training.Targets, options, (validation.Inputs, validation.Lengths, validation.Targets));
Console.WriteLine($"The parameters of epoch {stopping.BestEpoch} are kept.");

var baseline = new Baseline(corpus.Training);
Console.WriteLine();
Console.WriteLine("Words of the test part that are tagged rightly:");
Console.WriteLine($"  {"",-32}{"words",8}{"network",10}{"baseline",10}");
double all = Judge("all", static _ => true);
Judge("seen in training", baseline.Knows);
Judge("never seen", word => !baseline.Knows(word));

var tagger = new TrainedTagger(model, lexicon);
if (!isQuick)
{
    tagger.Save();
}

Console.WriteLine();
foreach (string sentence in (string[])["The old man the boat .", "The cook watches that light, and the guards light the watches."])
{
    Console.WriteLine(tagger.Tagged(sentence));
}

return double.IsFinite(all) ? 0 : 1;

// The baseline is the tag that each word has most often: what a network has to be better than.
double Judge(string name, Func<string, bool> counts)
{
    EvaluationResult result = model.Evaluate(test.Inputs, test.Lengths, test.TargetsOf(counts), new EvaluateOptions { Metrics = [new Accuracy()] });
    Console.WriteLine($"  {name,-32}{result.CountedTargets,8:N0}{result["accuracy"],10:P2}{baseline.Accuracy(test.Sentences, counts),10:P2}");
    return result["accuracy"];
}
