using Microsoft.ML.AutoML;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Frameworks.AutoML;

/// <summary>Writes down every call of one experiment, in order.</summary>
internal sealed class ExperimentRecorder : IMonitor
{
    public List<string> Calls { get; } = [];

    /// <summary>Called for every trial that begins.</summary>
    public Action? Running { get; set; }

    public void ReportRunningTrial(TrialSettings settings)
    {
        Calls.Add($"running {settings.TrialId}");
        Running?.Invoke();
    }

    public void ReportCompletedTrial(TrialResult result) => Calls.Add($"completed {result.TrialSettings.TrialId}");

    public void ReportBestTrial(TrialResult result) => Calls.Add($"best {result.TrialSettings.TrialId}");

    public void ReportFailTrial(TrialSettings settings, Exception exception = null!) =>
        Calls.Add($"failed {settings.TrialId}: {exception.Message}");
}
