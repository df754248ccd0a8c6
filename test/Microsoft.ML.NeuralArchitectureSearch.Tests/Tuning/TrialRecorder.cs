using Microsoft.ML.AutoML;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Tuning;

/// <summary>What a monitor of an experiment sees.</summary>
internal sealed class TrialRecorder : IMonitor
{
    /// <summary>The architectures of a sweep's trials.</summary>
    public List<string> Texts { get; } = [];

    public List<int> Completed { get; } = [];

    public List<(int Trial, Exception? Exception)> Failed { get; } = [];

    /// <summary>Called for every trial that begins.</summary>
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
        if (settings.Parameter.TryGetValue("NeuralArchitecture", out var own))
        {
            Texts.Add(own["Text"].AsType<string>());
        }

        Running?.Invoke(settings.TrialId);
    }

    public void ReportCompletedTrial(TrialResult result) => Completed.Add(result.TrialSettings.TrialId);

    public void ReportBestTrial(TrialResult result)
    {
    }

    public void ReportFailTrial(TrialSettings settings, Exception? exception = null) => Failed.Add((settings.TrialId, exception));
}
