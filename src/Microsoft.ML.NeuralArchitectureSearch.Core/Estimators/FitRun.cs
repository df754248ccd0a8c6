using Microsoft.ML.NeuralArchitectureSearch.Monitoring;
using Microsoft.ML.NeuralArchitectureSearch.Training;
using Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators;

/// <summary>
/// Seed, device, channels and cancellation of one call of <c>Fit</c> or <c>Search</c>, taken from the environment and the options.
/// </summary>
internal sealed partial class FitRun : IDisposable
{
    private readonly IChannel _channel;
    private readonly ChannelProgress _progress;
    private readonly RunScope? _scope;
    private readonly CheckpointFolder? _checkpoints;
    private readonly Action<string>? _outerLog = RunLog.Current;
    private readonly TimeSpan? _timeBudget;
    private readonly bool _isFound;
    private readonly long _begin;

    /// <param name="environment">The environment that the estimator was given.</param>
    /// <param name="host">The estimator's own host in it.</param>
    /// <param name="name">Name of the channel.</param>
    /// <param name="options">The user's settings.</param>
    /// <param name="timeBudget">Longest time of reading and searching, from now on; <see langword="null"/> for no limit.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled before it began.</exception>
    /// <exception cref="IOException">The folder of checkpoints cannot be written to, or another run uses it.</exception>
    /// <exception cref="InvalidOperationException">
    /// The context's GPU is not available, and the context does not fall back to the CPU.
    /// </exception>
    /// <exception cref="DllNotFoundException">TorchSharp's native library cannot be loaded.</exception>
    public FitRun(IHostEnvironment environment, IHost host, string name, EstimatorOptions options, TimeSpan? timeBudget = null)
    {
        (_timeBudget, _begin) = (timeBudget, options.Clock.GetTimestamp());
        host.CheckAlive();
        options.CancellationToken.ThrowIfCancellationRequested();

        var settings = EnvironmentSettings.Of(environment);
        Host = host;
        _channel = host.Start(name);
        _progress = new ChannelProgress(_channel, host, options.Progress);
        try
        {
            _channel.RequireTorch();
            _scope = new RunScope(this);
            RunLog.Current = line => _channel.Trace(MessageSensitivity.None, line);
            _checkpoints = options.CheckpointFolder is { } folder ? CheckpointFolder.Open(folder) : null;
            _isFound = _checkpoints is not null && SearchCheckpoint.IsIn(_checkpoints);
            Context = new TrainingContext
            {
                Device = ComputeDevice.Choose(settings.GpuDeviceId, settings.FallbackToCpu, Warn),
                Seed = options.Seed ?? settings.Seed ?? _checkpoints?.SeedOr(host.Rand.Next) ?? host.Rand.Next(),
                Progress = _progress,
                Cancellation = options.CancellationToken,
                IsCancelled = () => host is ICancelable { IsCanceled: true },
                Clock = options.Clock,
                Checkpoints = _checkpoints,
            };
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The estimator's host in its context.</summary>
    public IHost Host { get; }

    /// <summary>Device, seed, observers and cancellation of the search and the training.</summary>
    public TrainingContext Context { get; }

    /// <summary>Runs a search or a training; an error that ends it is logged, without its native trace.</summary>
    /// <exception cref="InvalidOperationException">A computation of libtorch failed.</exception>
    public T Logged<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (NativeError.Is(exception))
        {
            var message = $"A computation failed: {NativeError.MessageOf(exception)}";
            _channel.Error(MessageSensitivity.None, message);
            throw new InvalidOperationException(message, exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _channel.Error(MessageSensitivity.None, NativeError.MessageOf(exception));
            throw;
        }
    }

    /// <summary>Writes a line to the log.</summary>
    public void Info(string line) => _channel.Info(MessageSensitivity.Schema, line);

    public void Dispose()
    {
        RunLog.Current = _outerLog;
        _checkpoints?.Dispose();
        _scope?.Dispose();
        _progress.Dispose();
        _channel.Dispose();
    }

    private void Warn(string line) => _channel.Warning(MessageSensitivity.Schema, line);
}
