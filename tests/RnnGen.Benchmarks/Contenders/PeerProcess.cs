using System.Diagnostics;
using System.Globalization;
using System.Text;
using RnnGen.Benchmarks.Measurement;

namespace RnnGen.Benchmarks.Contenders;

/// <summary>A peer in a process of its own, which stays alive for the whole run so that rounds can alternate. README.md has the line protocol.</summary>
internal sealed class PeerProcess : IContender, IDisposable
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly string folder;
    private readonly StringBuilder errors = new();

    private PeerProcess(string name, string launcher, string folder, int threads)
    {
        Name = name;
        this.folder = folder;
        string count = threads.ToString(CultureInfo.InvariantCulture);
        process = new Process
        {
            StartInfo = new ProcessStartInfo(launcher)
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["OMP_NUM_THREADS"] = count, ["OPENBLAS_NUM_THREADS"] = count },
            },
        };
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        Version = Expect(Reply(), "ready");
    }

    public string Name { get; }

    /// <summary>The peer's own name and version.</summary>
    public string Version { get; }

    /// <summary>Starts a peer that is installed; null if it is not.</summary>
    /// <param name="name">The peer's name.</param>
    /// <param name="launcher">The file that starts it.</param>
    /// <param name="folder">Where files are exchanged.</param>
    /// <param name="threads">Threads that the peer may use.</param>
    public static PeerProcess? Start(string name, string launcher, string folder, int threads) =>
        File.Exists(launcher) ? new PeerProcess(name, launcher, folder, threads) : null;

    public Preparation Prepare(WorkData data)
    {
        Work work = data.Work;
        data.Write(Path.Combine(folder, "work.bin"));
        string result = Path.Combine(folder, "result.bin");
        File.Delete(result);
        string mode = work.Pass switch { Pass.Training => "train", Pass.Inference => "infer", _ => "step" };
        string reply = Ask(string.Create(
            CultureInfo.InvariantCulture, $"load {work.Cell.Word} {work.Inputs} {work.Hidden} {work.Steps} {work.Batch} {mode} work.bin result.bin"));
        return reply.Split(' ', 2) switch
        {
            ["loaded", var implementation] => new Preparation(data.Read(result), implementation),
            ["unsupported", var reason] => new Preparation(null, reason),
            _ => throw Failure(reply),
        };
    }

    public Timing Run(int repetitions)
    {
        string times = Expect(Ask(string.Create(CultureInfo.InvariantCulture, $"run {repetitions}")), "times");
        return times.Split(' ') is [var minimum, var median]
            ? new Timing(double.Parse(minimum, CultureInfo.InvariantCulture), double.Parse(median, CultureInfo.InvariantCulture))
            : throw Failure(times);
    }

    public void Dispose()
    {
        process.StandardInput.Close(); // the end of its commands ends it
        if (!process.WaitForExit(5000))
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private string Ask(string command)
    {
        process.StandardInput.WriteLine(command);
        process.StandardInput.Flush();
        return Reply();
    }

    private string Reply() => process.StandardOutput.ReadLineAsync().WaitAsync(TimeLimit).GetAwaiter().GetResult() ?? throw Failure("it ended");

    private string Expect(string reply, string word) => reply.StartsWith(word + " ", StringComparison.Ordinal) ? reply[(word.Length + 1)..] : throw Failure(reply);

    private InvalidOperationException Failure(string reply) => new($"{Name}: {reply}\n{errors}");
}
