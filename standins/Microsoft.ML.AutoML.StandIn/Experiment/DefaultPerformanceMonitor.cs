using System.Diagnostics;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML;

public class DefaultPerformanceMonitor : IPerformanceMonitor
{
    private readonly AutoMLExperiment.AutoMLExperimentSettings _settings;
    private readonly IChannel _logger;
    private readonly int _interval;
    private Timer _timer;
    private TimeSpan _processorTime;
    private double? _peakCpu;
    private double? _peakMemory;

    public DefaultPerformanceMonitor(AutoMLExperiment.AutoMLExperimentSettings settings, IChannel logger, int checkIntervalInMilliseconds) =>
        (_settings, _logger, _interval) = (settings, logger, checkIntervalInMilliseconds);

    public event EventHandler<TrialPerformanceMetrics> PerformanceMetricsUpdated;

    public void Start()
    {
        if (_timer is null)
        {
            using var process = Process.GetCurrentProcess();
            _processorTime = process.TotalProcessorTime;
            _timer = new Timer(_ => Sample());
        }

        Sample();
        _timer.Change(_interval, _interval);
    }

    public void Pause() => _timer?.Change(Timeout.Infinite, Timeout.Infinite);

    public void Stop()
    {
        _timer?.Dispose();
        _timer = null;
        (_peakCpu, _peakMemory) = (null, null);
    }

    public double? GetPeakMemoryUsageInMegaByte() => _peakMemory;

    public double? GetPeakCpuUsage() => _peakCpu;

    public virtual void OnPerformanceMetricsUpdatedHandler(
        TrialSettings trialSettings, TrialPerformanceMetrics metrics, CancellationTokenSource trialCancellationTokenSource)
    {
        if (_settings.MaximumMemoryUsageInMegaByte is not { } maximum || !(metrics.PeakMemoryUsage > maximum)
            || trialCancellationTokenSource.IsCancellationRequested)
            return;

        _logger?.Trace(MessageSensitivity.Unknown, $"cancel current trial {trialSettings.TrialId}: it uses {metrics.PeakMemoryUsage} MB of memory, the maximum is {maximum}");
        trialCancellationTokenSource.Cancel();
    }

    public void Dispose()
    {
        Stop();
        GC.SuppressFinalize(this);
    }

    private void Sample()
    {
        using var process = Process.GetCurrentProcess();
        var used = process.TotalProcessorTime - _processorTime;
        _processorTime += used;
        var cpu = used.TotalMilliseconds / (Environment.ProcessorCount * (double)_interval);
        var memory = process.WorkingSet64 / (1024.0 * 1024.0);
        _peakCpu = Math.Max(cpu, _peakCpu ?? 0);
        _peakMemory = Math.Max(memory, _peakMemory ?? 0);
        PerformanceMetricsUpdated?.Invoke(this, new() { CpuUsage = cpu, MemoryUsage = memory, PeakCpuUsage = _peakCpu, PeakMemoryUsage = _peakMemory });
    }
}
