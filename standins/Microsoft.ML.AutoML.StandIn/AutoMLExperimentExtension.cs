using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.Runtime;
using Microsoft.ML.SearchSpace.Option;
using static Microsoft.ML.DataOperationsCatalog;

namespace Microsoft.ML.AutoML;

public static class AutoMLExperimentExtension
{
    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, IDataView train, IDataView validation, bool subSamplingTrainDataset = false)
    {
        if (subSamplingTrainDataset)
        {
            var share = new SearchSpace.SearchSpace { { TrainValidateDatasetManager.SubSamplingKey, new UniformSingleOption(0, 1, false, 0.1f) } };
            experiment.AddSearchSpace(nameof(TrainValidateDatasetManager), share);
        }

        experiment.Services.AddSingleton<IDatasetManager>(new TrainValidateDatasetManager(train, validation));
        return experiment;
    }

    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, TrainTestData trainValidationSplit) =>
        experiment.SetDataset(trainValidationSplit.TrainSet, trainValidationSplit.TestSet);

    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, IDataView dataset, int fold = 10, string samplingKeyColumnName = null)
    {
        var folds = new CrossValidateDatasetManager { Dataset = dataset, Fold = fold, SamplingKeyColumnName = samplingKeyColumnName };
        experiment.Services.AddSingleton<IDatasetManager>(folds);
        return experiment;
    }

    public static AutoMLExperiment SetMulticlassClassificationMetric(
        this AutoMLExperiment experiment, MulticlassClassificationMetric metric, string labelColumn = "label", string predictedColumn = "PredictedLabel") =>
        experiment.SetMetric(new MulticlassMetricManager(metric, labelColumn, predictedColumn));

    public static AutoMLExperiment SetRegressionMetric(
        this AutoMLExperiment experiment, RegressionMetric metric, string labelColumn = "Label", string scoreColumn = "Score") =>
        experiment.SetMetric(new RegressionMetricManager(metric, labelColumn, scoreColumn));

    /// <summary>Registers a runner, a monitor and a tuner too: others must be set after it.</summary>
    public static AutoMLExperiment SetPipeline(this AutoMLExperiment experiment, SweepablePipeline pipeline)
    {
        experiment.Services.AddSingleton(pipeline);
        return experiment
            .AddSearchSpace(AutoMLExperiment.PipelineKey, pipeline.SearchSpace)
            .SetTrialRunner<PipelineRunner>()
            .SetMonitor<PipelineMonitor>()
            .SetEciCostFrugalTuner();
    }

    public static AutoMLExperiment SetPerformanceMonitor(this AutoMLExperiment experiment, int checkIntervalInMilliseconds = 1000) =>
        experiment.SetPerformanceMonitor(services => new DefaultPerformanceMonitor(
            services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>(), services.GetService<IChannel>(), checkIntervalInMilliseconds));

    public static AutoMLExperiment SetPerformanceMonitor<TPerformanceMonitor>(
        this AutoMLExperiment experiment, Func<IServiceProvider, TPerformanceMonitor> factory)
        where TPerformanceMonitor : class, IPerformanceMonitor
    {
        experiment.Services.AddTransient<IPerformanceMonitor>(factory);
        return experiment;
    }

    public static AutoMLExperiment SetPerformanceMonitor<TPerformanceMonitor>(this AutoMLExperiment experiment)
        where TPerformanceMonitor : class, IPerformanceMonitor
    {
        experiment.Services.AddTransient<IPerformanceMonitor, TPerformanceMonitor>();
        return experiment;
    }

    public static AutoMLExperiment SetRandomSearchTuner(this AutoMLExperiment experiment, int? seed = null) =>
        experiment.SetTuner(services => new RandomSearchTuner(Settings(services).SearchSpace, seed ?? Settings(services).Seed));

    public static AutoMLExperiment SetGridSearchTuner(this AutoMLExperiment experiment, int step = 10) =>
        experiment.SetTuner(services => new GridSearchTuner(Settings(services).SearchSpace, step));

    public static AutoMLExperiment SetCostFrugalTuner(this AutoMLExperiment experiment) => experiment.SetTuner<LocalSearchTuner>();

    public static AutoMLExperiment SetEciCostFrugalTuner(this AutoMLExperiment experiment) => experiment.SetTuner<LocalSearchTuner>();

    public static AutoMLExperiment SetCheckpoint(this AutoMLExperiment experiment, string folder)
    {
        Directory.CreateDirectory(folder);
        experiment.Services.AddSingleton(services =>
        {
            var space = Settings(services).SearchSpace;
            var metric = services.GetService<IMetricManager>() is { } manager ? $"-{manager.MetricName}" : "";
            return new TrialHistory(Path.Combine(folder, $"trialResults-{space.GetHashCode()}{metric}.csv"), space);
        });
        return experiment;
    }

    private static AutoMLExperiment.AutoMLExperimentSettings Settings(IServiceProvider services) =>
        services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>();

    private static AutoMLExperiment SetMetric(this AutoMLExperiment experiment, IEvaluateMetricManager metric)
    {
        experiment.Services.AddSingleton<IMetricManager>(metric).AddSingleton(metric);
        return experiment;
    }
}
