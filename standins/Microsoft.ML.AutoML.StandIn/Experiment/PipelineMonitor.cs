using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML;

/// <summary>What SetPipeline registers: progress as lines of the context's log.</summary>
internal sealed class PipelineMonitor(IChannel logger, SweepablePipeline pipeline) : IMonitor
{
    public void ReportRunningTrial(TrialSettings settings) => Log($"Update Running Trial - Id: {settings.TrialId}");

    public void ReportCompletedTrial(TrialResult result) =>
        Log($"Update Completed Trial - Id: {result.TrialSettings.TrialId} - Metric: {result.Metric} - Pipeline: {Name(result.TrialSettings)} - Duration: {result.DurationInMilliseconds}");

    public void ReportBestTrial(TrialResult result) =>
        Log($"Update Best Trial - Id: {result.TrialSettings.TrialId} - Metric: {result.Metric} - Pipeline: {Name(result.TrialSettings)}");

    public void ReportFailTrial(TrialSettings settings, Exception exception = null) =>
        Log($"Update Failed Trial - Id: {settings.TrialId} - Pipeline: {Name(settings)}");

    private string Name(TrialSettings settings) => pipeline.ToString(settings.Parameter);

    private void Log(string line) => logger.Info(MessageSensitivity.None, line);
}
