using System.Globalization;
using RnnGen;
using Spam;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
bool isQuick = args is ["--quick"];
if (args.Length > 0 && !isQuick)
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project samples/Spam [-- --quick]");
    return 2;
}

(Mails training, Mails validation, Mails test) = Mails.Read(isQuick ? 1000 : null);
Console.WriteLine($"{training.Count:N0} mails to learn from, {validation.Count:N0} to stop by, {test.Count:N0} to be judged by, of which {test.Classes.Sum():N0} are spam.");
Console.WriteLine(Filter.Summary);

var filters = new List<Filter>();
int seeds = isQuick ? 1 : 5;
for (int seed = 1; seed <= seeds; seed++)
{
    var filter = new Filter(seed);
    var stopping = new EarlyStopping { Patience = 4 };
    var options = new FitOptions
    {
        Epochs = isQuick ? 4 : 30,
        Optimizer = new Adam(isQuick ? 0.01 : 0.002) { LazyUpdates = true },
        ClipNorm = 1,
        Seed = seed,
        Metrics = [new F1Score(Filter.Spam)],
        Callbacks = [stopping],
        Progress = new ConsoleProgress(),
    };
    Console.WriteLine($"Network {seed} of {seeds}:");
    filter.Fit(training.Inputs, training.Lengths, training.Classes, options, (validation.Inputs, validation.Lengths, validation.Classes));
    Console.WriteLine($"It keeps the parameters of epoch {stopping.BestEpoch}.");
    filters.Add(filter);
}

Console.WriteLine();
Console.WriteLine($"{"Of spam in the test mails",-32}{"precision",10}{"recall",10}{"F1",8}{"missed",9}{"ham lost",10}");
float[][] each = [.. filters.Select(filter => Predict(filter, test))];
float[] ours = [.. Enumerable.Range(0, each[0].Length).Select(index => each.Average(one => one[index]))];
for (int index = 0; index < each.Length; index++)
{
    Report($"GRU in both directions, seed {index + 1}", each[index]);
}

if (each.Length > 1)
{
    Report("the mean of their outputs", ours);
}

Report("naive Bayes", new NaiveBayes(training).Predict(test));
return ours.All(float.IsFinite) ? 0 : 1;

static float[] Predict(Filter filter, Mails mails)
{
    float[] outputs = new float[2 * mails.Count];
    filter.Predict(mails.Inputs, mails.Lengths, outputs);
    return outputs;
}

void Report(string name, float[] probabilities)
{
    var counts = new ConfusionMatrix();
    counts.Update(probabilities, test.Classes);
    Console.WriteLine(
        $"{name,-32}{counts.Precision(Filter.Spam),10:P1}{counts.Recall(Filter.Spam),10:P1}{counts.F1(Filter.Spam),8:F3}{counts[Filter.Spam, Filter.Ham],9}{counts[Filter.Ham, Filter.Spam],10}");
}
