using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>The saved state of a part of a run: a file that is always replaced as a whole.</summary>
internal sealed class Checkpoint
{
    private const string ThreadsName = "threads";

    private readonly Fingerprint _fingerprint;
    private readonly string _threads;
    private readonly IProgress<SearchEvent>? _progress;

    private Checkpoint(string path, Fingerprint fingerprint, string threads, CheckpointState? before, IProgress<SearchEvent>? progress) =>
        (Path, _fingerprint, _threads, Before, _progress) = (path, fingerprint, threads, before, progress);

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The state of an earlier run; <see langword="null"/> without one.</summary>
    public CheckpointState? Before { get; }

    /// <summary>Reads the checkpoint of an earlier run, if the file exists.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fingerprint">Everything that the result depends on.</param>
    /// <param name="kernelThreads">Threads of the fused kernels; a number other than before is a warning.</param>
    /// <param name="progress">Receives a warning when the checkpoint cannot be written.</param>
    /// <exception cref="ArgumentException">The checkpoint is of a run with other settings or on other data.</exception>
    /// <exception cref="FormatException">The checkpoint is damaged.</exception>
    /// <exception cref="IOException">The checkpoint cannot be read.</exception>
    public static Checkpoint Open(string path, Fingerprint fingerprint, int? kernelThreads, IProgress<SearchEvent>? progress)
    {
        var threads = $"{ThreadCount.Current} threads of torch" + (kernelThreads > 0 ? $" and {kernelThreads} of the kernels" : "");
        if (!File.Exists(path))
        {
            return new(path, fingerprint, threads, null, progress);
        }

        var (found, state) = CheckpointFile.Read(path);
        if (fingerprint.DifferencesFrom(found) is { } differences)
        {
            throw new RefusedCheckpointException(
                $"The checkpoint '{path}' is of another run: {differences}. Use the options and data that it was started with, name "
                + "another folder, or delete that file.");
        }

        if (state.Get<string>(ThreadsName) is var before && before != threads)
        {
            progress?.Report(new SearchWarning(
                TimeSpan
                    .Zero, $"The checkpoint '{path}' was written with {before}; with {threads}, the last bits of the results may differ."));
        }

        return new(path, fingerprint, threads, state, progress);
    }

    /// <summary>Replaces the state. A failure is a warning and keeps the earlier state: a full disk does not end the run.</summary>
    /// <param name="state">The state.</param>
    /// <param name="elapsed">Time since the part of the run began.</param>
    public void Replace(CheckpointState state, TimeSpan elapsed)
    {
        state.Set(ThreadsName, _threads);
        try
        {
            CheckpointFile.Write(Path, _fingerprint, state);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _progress?.Report(
                new SearchWarning(elapsed, $"The checkpoint '{Path}' could not be written; the run continues: {exception.Message}"));
        }
    }
}
