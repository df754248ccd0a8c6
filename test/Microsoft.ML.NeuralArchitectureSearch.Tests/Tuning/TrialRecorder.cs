using Microsoft.ML.AutoML;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tuning;

/// <summary>What a monitor of an experiment sees.</summary>
internal sealed class TrialRecorder : IMonitor
{
    public List<string> Texts { get; } = [];

    public List<int> Completed { get; } = [];

    public List<(int Trial, Exception? Exception)> Failed { get; } = [];

    /// <summary>Told of every trial that begins.</summary>
    public Action<int>? Running { get; set; }

    public void Forget()
    {
        Texts.Clear();
        Completed.Clear();
        Failed.Clear();
        Running = null;
    }

    public void ReportRunningTrial(TrialSettings settings)
    {
        Texts.Add(settings.Parameter["NeuralArchitecture"]["Text"].AsType<string>());
        Running?.Invoke(settings.TrialId);
    }

    public void ReportCompletedTrial(TrialResult result) => Completed.Add(result.TrialSettings.TrialId);

    public void ReportBestTrial(TrialResult result)
    {
    }

    public void ReportFailTrial(TrialSettings settings, Exception? exception = null) => Failed.Add((settings.TrialId, exception));
}
