namespace LearningTasks;

/// <summary>A task with a published figure.</summary>
internal interface ILearningTask
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>What is learned, from what, with what settings.</summary>
    string Setting { get; }

    /// <summary>Trains, and measures.</summary>
    /// <param name="isQuick">Whether a short run will do, whose figures mean nothing.</param>
    TaskResult Run(bool isQuick);
}

/// <summary>What a task came to.</summary>
/// <param name="Measure">What was measured.</param>
/// <param name="Ours">Our figure.</param>
/// <param name="Published">The published one, or the one to beat.</param>
/// <param name="IsReached">Whether ours is as good.</param>
internal sealed record TaskResult(string Measure, string Ours, string Published, bool IsReached);
