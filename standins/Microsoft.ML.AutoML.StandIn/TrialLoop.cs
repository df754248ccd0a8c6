using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.Runtime;
using Microsoft.ML.SearchSpace;

namespace Microsoft.ML.AutoML;

/// <summary>One trial after another: propose, report, subscribe to the stop, run, learn.</summary>
internal sealed class TrialLoop
{
    private readonly IServiceProvider _services;
    private readonly StopConditions _stop;
    private readonly BestTrial _best;
    private readonly IChannel _logger;
    private readonly IMonitor _monitor;
    private readonly ITrialResultManager _history;
    private readonly ITuner _tuner;

    internal TrialLoop(IServiceProvider services, StopConditions stop, BestTrial best)
    {
        (_services, _stop, _best) = (services, stop, best);
        _logger = services.GetRequiredService<IChannel>();
        _monitor = services.GetService<IMonitor>();
        _history = services.GetService<ITrialResultManager>();

        // As in the original, one runner is made before the tuner and never used nor disposed.
        services.GetService<ITrialRunner>();
        _tuner = services.GetService<ITuner>();
    }

    internal async Task RunAsync()
    {
        for (var id = FirstId(); !_stop.Requested; id++)
        {
            var settings = new TrialSettings
            {
                TrialId = id,
                Parameter = Parameter.CreateNestedParameter(),
                StartedAtUtc = DateTime.UtcNow
            };
            settings.Parameter = _tuner.Propose(settings);
            _monitor?.ReportRunningTrial(settings);
            var cancellation = new CancellationTokenSource();
            try
            {
                await RunAsync(settings, cancellation);
            }
            catch (Exception error) when (!_stop.Requested)
            {
                Abandon(settings, error);
                if (_best.Result is null && error is not (OperationCanceledException or OutOfMemoryException))
                {
                    throw;
                }
            }
            catch (Exception)
            {
                _logger.Trace(MessageSensitivity.Unknown, $"trial cancelled - {JsonSerializer.Serialize(settings)}, stop training");
                break;
            }
            finally
            {
                _stop.Unsubscribe(cancellation.Cancel);
            }
        }

        _history?.Save();
    }

    private int FirstId() =>
        _history is null ? 0 : _history.GetAllTrialResults().Select(t => t.TrialSettings.TrialId + 1).DefaultIfEmpty(0).Max();

    private async Task RunAsync(TrialSettings settings, CancellationTokenSource cancellation)
    {
        using var runner = _services.GetRequiredService<ITrialRunner>();
        _stop.Subscribe(cancellation.Cancel);
        _logger.Trace(MessageSensitivity.Unknown, $"trial setting - {JsonSerializer.Serialize(settings)}");
        var result = await runner.RunAsync(settings, cancellation.Token);
        result.TrialSettings.EndedAtUtc = DateTime.UtcNow;
        _monitor?.ReportCompletedTrial(result);
        Learn(result);
        if (_best.Offer(result))
        {
            _monitor?.ReportBestTrial(result);
        }
    }

    private void Abandon(TrialSettings settings, Exception error)
    {
        _logger.Trace(
            MessageSensitivity.Unknown,
            $"Exception thrown during Trial {settings.TrialId} with configuration {JsonSerializer.Serialize(settings)}: {error.Message}");
        settings.EndedAtUtc = DateTime.UtcNow;
        _monitor?.ReportFailTrial(settings, error);
        Learn(new() { TrialSettings = settings, Loss = double.MaxValue });
    }

    private void Learn(TrialResult result)
    {
        _tuner.Update(result);
        _history?.AddOrUpdateTrialResult(result);
        _stop.TrialEnded();
    }
}
