using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.Runtime;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>One trial after another: propose, run, report, learn.</summary>
internal sealed class TrialLoop
{
    private readonly IServiceProvider _services;
    private readonly StopConditions _stop;
    private readonly BestTrial _best;
    private readonly IChannel _logger;
    private readonly IMonitor _monitor;
    private readonly TrialHistory _history;
    private readonly ITuner _tuner;

    internal TrialLoop(IServiceProvider services, StopConditions stop, BestTrial best)
    {
        (_services, _stop, _best) = (services, stop, best);
        _logger = services.GetRequiredService<IChannel>();
        _monitor = services.GetService<IMonitor>();
        _history = services.GetService<TrialHistory>();

        // As in the original, one runner is made before the tuner and never used nor disposed.
        services.GetService<ITrialRunner>();
        _tuner = services.GetService<ITuner>();
    }

    internal async Task RunAsync()
    {
        for (var id = _history?.NextId ?? 0; !_stop.Requested; id++)
        {
            var settings = new TrialSettings { TrialId = id, Parameter = Parameter.CreateNestedParameter(), StartedAtUtc = DateTime.UtcNow };
            settings.Parameter = _tuner.Propose(settings);
            _monitor?.ReportRunningTrial(settings);

            // Not disposed: a last sample of the performance monitor may still want to cancel it.
            var cancellation = _stop.NewTrial();
            try
            {
                await RunAsync(settings, cancellation);
            }
            catch (Exception) when (_stop.Requested)
            {
                _logger.Trace(MessageSensitivity.Unknown, $"trial cancelled - {JsonSerializer.Serialize(settings)}, stop training");
                break;
            }
            catch (Exception error)
            {
                Abandon(settings, error);
                if (_best.Result is null && error is not (OperationCanceledException or OutOfMemoryException))
                    throw;
            }
        }

        _history?.Save();
    }

    private async Task RunAsync(TrialSettings settings, CancellationTokenSource cancellation)
    {
        using var performance = _services.GetRequiredService<IPerformanceMonitor>();
        using var runner = _services.GetRequiredService<ITrialRunner>();
        performance.PerformanceMetricsUpdated += (_, metrics) => performance.OnPerformanceMetricsUpdatedHandler(settings, metrics, cancellation);
        performance.Start();
        _logger.Trace(MessageSensitivity.Unknown, $"trial setting - {JsonSerializer.Serialize(settings)}");

        var result = await runner.RunAsync(settings, cancellation.Token);

        result.PeakCpu = performance.GetPeakCpuUsage();
        result.PeakMemoryInMegaByte = performance.GetPeakMemoryUsageInMegaByte();
        result.TrialSettings.EndedAtUtc = DateTime.UtcNow;
        performance.Pause();
        _monitor?.ReportCompletedTrial(result);
        Learn(result);
        if (_best.Offer(result))
            _monitor?.ReportBestTrial(result);
    }

    private void Abandon(TrialSettings settings, Exception error)
    {
        _logger.Trace(MessageSensitivity.Unknown, $"Exception thrown during Trial {settings.TrialId} with configuration {JsonSerializer.Serialize(settings)}: {error.Message}");
        settings.EndedAtUtc = DateTime.UtcNow;
        _monitor?.ReportFailTrial(settings, error);
        Learn(new() { TrialSettings = settings, Loss = double.MaxValue });
    }

    private void Learn(TrialResult result)
    {
        _tuner.Update(result);
        _history?.Add(result);
        _stop.TrialEnded();
    }
}
