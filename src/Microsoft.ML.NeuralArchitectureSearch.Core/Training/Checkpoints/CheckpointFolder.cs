using System.Globalization;
using System.Text;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;

namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>The folder of a run's checkpoints. It is locked until the object is disposed or the process ends.</summary>
internal sealed class CheckpointFolder : IDisposable
{
    /// <summary>The file of a differentiable search.</summary>
    public const string Search = "search.checkpoint";

    /// <summary>The file of the final training.</summary>
    public const string Training = "training.checkpoint";

    /// <summary>The file of a search's result.</summary>
    public const string Result = "result.checkpoint";

    /// <summary>The history of a search over candidates.</summary>
    public const string Candidates = "candidates.jsonl";

    private const string SeedName = "seed.txt";

    private readonly FileStream _lock;

    private CheckpointFolder(string path, FileStream locked) => (Path, _lock) = (path, locked);

    /// <summary>Path of the folder.</summary>
    public string Path { get; }

    /// <summary>Opens a folder; creates it if needed.</summary>
    /// <exception cref="IOException">The folder cannot be made or written to, or another run uses it.</exception>
    public static CheckpointFolder Open(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return new(
                path,
                new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new IOException(
                $"The {nameof(CheckpointFolder)} '{path}' cannot be written to, or another run uses it: {exception.Message}",
                exception);
        }
    }

    /// <summary>The path of a file.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The seed of a run without a given one: that of the earlier run, otherwise a new one.</summary>
    /// <param name="draw">Draws a new one.</param>
    /// <exception cref="FormatException">The folder's seed cannot be read.</exception>
    public int SeedOr(Func<int> draw)
    {
        var path = File(SeedName);
        if (!System.IO.File.Exists(path))
        {
            var seed = draw();
            AtomicFile.Write(
                path,
                path + AtomicFile.Beside,
                stream => stream.Write(Encoding.UTF8.GetBytes(seed.ToString(CultureInfo.InvariantCulture))));
            return seed;
        }

        return int.TryParse(System.IO.File.ReadAllText(path), CultureInfo.InvariantCulture, out var kept)
            ? kept
            : throw new FormatException($"The file '{path}' holds no seed. Delete it to start anew.");
    }

    /// <summary>Opens the checkpoint of a part of the run.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="fingerprint">Everything that the result depends on.</param>
    /// <param name="kernelThreads">Threads of the fused kernels.</param>
    /// <param name="progress">Receives a warning when the checkpoint cannot be written.</param>
    /// <exception cref="ArgumentException">The checkpoint is of a run with other settings or on other data.</exception>
    /// <exception cref="FormatException">The checkpoint is damaged.</exception>
    public Checkpoint Open(string name, Fingerprint fingerprint, int? kernelThreads, IProgress<SearchEvent>? progress) =>
        Checkpoint.Open(File(name), fingerprint, kernelThreads, progress);

    /// <inheritdoc />
    public void Dispose() => _lock.Dispose();
}
