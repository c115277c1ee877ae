using System.Globalization;
using System.Runtime.CompilerServices;
using LearningTasks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
ILearningTask[] all = [new ReberTask(), new CopyTask()];
bool isQuick = args.Contains("--quick");
string[] names = [.. args.Where(static argument => argument != "--quick")];
ILearningTask[] tasks = names is [] or ["all"] ? all : [.. all.Where(task => names.Contains(task.Name))];
if (tasks.Length == 0 || (names is not ([] or ["all"]) && names.Length != tasks.Length))
{
    Console.Error.WriteLine($"Usage: dotnet run -c Release --project samples/LearningTasks [-- <{string.Join('|', all.Select(static task => task.Name))}|all> [--quick]]");
    return 2;
}

var lines = new List<string> { "| task | measured | ours | published |", "| --- | --- | ---: | ---: |" };
bool areReached = true;
foreach (ILearningTask task in tasks)
{
    Console.WriteLine($"{task.Name}: {task.Setting}");
    TaskResult result = task.Run(isQuick);
    areReached &= result.IsReached;
    lines.Add($"| {task.Name} | {result.Measure} | {result.Ours} | {result.Published} |");
    Console.WriteLine($"{task.Name}: {result.Measure} {result.Ours}, published {result.Published}{(isQuick ? "; a short run" : result.IsReached ? "" : ": not reached")}");
    Console.WriteLine();
}

if (isQuick)
{
    return 0;
}

if (tasks.Length == all.Length)
{
    string[] page = ["# Results", "", "Written by the program. Settings:", "", .. tasks.Select(static task => $"- **{task.Name}**: {task.Setting}"), "", .. lines, ""];
    File.WriteAllText(Path.Combine(Folder(), "RESULTS.md"), string.Join('\n', page));
}

Console.WriteLine(string.Join('\n', lines));
return areReached ? 0 : 1;

static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
