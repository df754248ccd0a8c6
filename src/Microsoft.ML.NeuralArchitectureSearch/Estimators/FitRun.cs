using Microsoft.ML.NeuralArchitectureSearch.Batching;
using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>What one call of <c>Fit</c> or <c>Search</c> runs with: seed, device, channels and cancellation, out of the environment and the options.</summary>
internal sealed class FitRun : IDisposable
{
    private readonly IChannel _channel;
    private readonly ChannelProgress _progress;

    /// <param name="environment">The environment that the estimator was given.</param>
    /// <param name="host">The estimator's own host in it.</param>
    /// <param name="name">Name of the channel.</param>
    /// <param name="seed">The user's seed, if any.</param>
    /// <param name="user">The user's observer, if any.</param>
    /// <param name="cancellation">The user's token.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled before it began.</exception>
    /// <exception cref="InvalidOperationException">The context asks for a GPU that is not there, and the CPU may not step in.</exception>
    public FitRun(IHostEnvironment environment, IHost host, string name, int? seed, IProgress<SearchEvent>? user, CancellationToken cancellation)
    {
        host.CheckAlive();
        cancellation.ThrowIfCancellationRequested();

        var settings = EnvironmentSettings.Of(environment);
        _channel = host.Start(name);
        _progress = new ChannelProgress(_channel, host, user);
        try
        {
            Context = new TrainingContext
            {
                Device = ComputeDevice.Choose(settings.GpuDeviceId, settings.FallbackToCpu, Warn),
                Seed = seed ?? settings.Seed ?? host.Rand.Next(),
                Progress = _progress,
                Cancellation = cancellation,
                IsCancelled = () => host is ICancelable { IsCanceled: true },
            };
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Device, seed, observers and cancellation, as the inner parts know them.</summary>
    public TrainingContext Context { get; }

    public bool IsCancelled => Context.Cancellation.IsCancellationRequested || Context.IsCancelled?.Invoke() == true;

    /// <summary>Reads and normalises the images.</summary>
    /// <exception cref="ArgumentException">The view cannot be learned from.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public TrainingImages Read(IDataView input, ImageColumns columns)
    {
        var classes = LabelClasses.Of(columns.Label);
        using var images = ImageReader.Read(input, columns, Warn, () => IsCancelled);
        Info($"Read {images.Count} images of {columns.Shape} (channels x height x width) in {images.ClassCount} classes.");
        return TrainingImages.Normalized(images, classes);
    }

    public void Info(string line) => _channel.Info(MessageSensitivity.Schema, line);

    public void Dispose()
    {
        _progress.Dispose();
        _channel.Dispose();
    }

    private void Warn(string line) => _channel.Warning(MessageSensitivity.Schema, line);
}
