using System.Diagnostics;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.AutoML;

/// <summary>What SetPipeline registers: fits the proposed pipeline and evaluates it, on a split or on folds.</summary>
internal sealed class PipelineRunner(
    MLContext context,
    SweepablePipeline pipeline,
    IEvaluateMetricManager metric,
    IDatasetManager dataset) : ITrialRunner
{
    // As in the original on the caller's thread, and cancelled through the context only.
    public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
    {
        try
        {
            using var registration = ct.Register(context.CancelExecution);
            return Task.FromResult(Run(settings));
        }
        catch (Exception error) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(error.Message, error);
        }
    }

    public void Dispose() => context.CancelExecution();

    private TrialResult Run(TrialSettings settings)
    {
        var watch = Stopwatch.StartNew();
        var fits = Splits(settings).Select(split => Fit(settings, split.Train, split.Validation)).ToArray();
        var value = fits.Average(f => f.Metric);
        return new()
        {
            TrialSettings = settings,
            Model = fits[0].Model,      // of several folds, the first one's model, as in the original
            Metric = value,
            Loss = metric.IsMaximize ? -value : value,
            DurationInMilliseconds = watch.ElapsedMilliseconds,
        };
    }

    private IEnumerable<(IDataView Train, IDataView Validation)> Splits(TrialSettings settings) => dataset switch
    {
        ICrossValidateDatasetManager folds => context.Data
            .CrossValidationSplit(folds.Dataset, folds.Fold, folds.SamplingKeyColumnName)
            .Select(split => (split.TrainSet, split.TestSet)),
        ITrainValidateDatasetManager split => [(split.LoadTrainDataset(context, settings), split.LoadValidateDataset(context, settings))],
        _ => throw new ArgumentException("The dataset manager must be an ITrainValidateDatasetManager or an ICrossValidateDatasetManager."),
    };

    private (ITransformer Model, double Metric) Fit(TrialSettings settings, IDataView train, IDataView validation)
    {
        var model = pipeline.BuildFromOption(context, settings.Parameter[AutoMLExperiment.PipelineKey]).Fit(train);
        return (model, metric.Evaluate(context, model.Transform(validation)));
    }
}

/// <summary>What SetPipeline registers: progress as lines of the context's log, by the kinds of the estimators.</summary>
internal sealed class PipelineMonitor(IChannel logger, SweepablePipeline pipeline) : IMonitor
{
    public void ReportRunningTrial(TrialSettings settings) => Log($"Update Running Trial - Id: {settings.TrialId}");

    public void ReportCompletedTrial(TrialResult result) =>
        Log($"Update Completed Trial - Id: {result.TrialSettings.TrialId} - Metric: {result.Metric} - Duration: "
            + $"{result.DurationInMilliseconds}");

    public void ReportBestTrial(TrialResult result) =>
        Log($"Update Best Trial - Id: {result.TrialSettings.TrialId} - Metric: {result.Metric} - Pipeline: "
            + $"{pipeline.ToString(result.TrialSettings.Parameter)}");

    public void ReportFailTrial(TrialSettings settings, Exception exception = null) =>
        Log($"Update Failed Trial - Id: {settings.TrialId} - Pipeline: {pipeline.ToString(settings.Parameter)}");

    private void Log(string line) => logger.Info(MessageSensitivity.None, line);
}
