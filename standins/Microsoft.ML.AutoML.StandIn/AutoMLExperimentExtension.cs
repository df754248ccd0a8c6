using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML.SearchSpace.Option;
using static Microsoft.ML.DataOperationsCatalog;

namespace Microsoft.ML.AutoML;

public static class AutoMLExperimentExtension
{
    public static AutoMLExperiment SetDataset(
        this AutoMLExperiment experiment,
        IDataView train,
        IDataView validation,
        bool subSamplingTrainDataset = false)
    {
        if (subSamplingTrainDataset)
        {
            var share = new SearchSpace.SearchSpace {
                { TrainValidateDatasetManager.SubSamplingKey, new UniformSingleOption(0, 1, false, 0.1f) } };
            experiment.AddSearchSpace(nameof(TrainValidateDatasetManager), share);
        }

        experiment.Services.AddSingleton<IDatasetManager>(new TrainValidateDatasetManager(train, validation));
        return experiment;
    }

    public static AutoMLExperiment SetDataset(this AutoMLExperiment experiment, TrainTestData trainValidationSplit) =>
        experiment.SetDataset(trainValidationSplit.TrainSet, trainValidationSplit.TestSet);

    public static AutoMLExperiment SetDataset(
        this AutoMLExperiment experiment,
        IDataView dataset,
        int fold = 10,
        string samplingKeyColumnName = null)
    {
        var folds = new CrossValidateDatasetManager { Dataset = dataset, Fold = fold, SamplingKeyColumnName = samplingKeyColumnName };
        experiment.Services.AddSingleton<IDatasetManager>(folds);
        return experiment;
    }

    public static AutoMLExperiment SetMulticlassClassificationMetric(
        this AutoMLExperiment experiment, MulticlassClassificationMetric metric, string labelColumn = "label",
        string predictedColumn = "PredictedLabel")
    {
        var manager = new MulticlassMetricManager(metric, labelColumn, predictedColumn);
        experiment.Services.AddSingleton<IMetricManager>(manager).AddSingleton<IEvaluateMetricManager>(manager);
        return experiment;
    }

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

    public static AutoMLExperiment SetRandomSearchTuner(this AutoMLExperiment experiment, int? seed = null) =>
        experiment.SetTuner(services => new RandomSearchTuner(Settings(services).SearchSpace, seed ?? Settings(services).Seed));

    public static AutoMLExperiment SetGridSearchTuner(this AutoMLExperiment experiment, int step = 10) =>
        experiment.SetTuner(services => new GridSearchTuner(Settings(services).SearchSpace, step));

    public static AutoMLExperiment SetCostFrugalTuner(this AutoMLExperiment experiment) =>
        experiment.SetTuner(services => new CostFrugalTuner(Settings(services).SearchSpace, Settings(services).Seed));

    public static AutoMLExperiment SetEciCostFrugalTuner(this AutoMLExperiment experiment) => experiment.SetTuner<EciCostFrugalTuner>();

    public static AutoMLExperiment SetSmacTuner(
        this AutoMLExperiment experiment,
        int numberInitialPopulation = 20,
        int fitModelEveryNTrials = 10,
        int numberOfTrees = 10,
        int nMinForSpit = 2,
        float splitRatio = 0.8f,
        int localSearchParentCount = 5,
        int numRandomEISearchConfigurations = 5000,
        double epsilon = 1e-5,
        int numNeighboursForNumericalParams = 4) => experiment
            .SetTuner(services => new SmacTuner(Settings(services).SearchSpace, Settings(services).Seed)
            {
                Initial = numberInitialPopulation,
                Batch = fitModelEveryNTrials,
                Parents = localSearchParentCount,
                Drawn = numRandomEISearchConfigurations,
                Epsilon = epsilon,
                Neighbours = numNeighboursForNumericalParams,
            });

    public static AutoMLExperiment SetCheckpoint(this AutoMLExperiment experiment, string folder)
    {
        Directory.CreateDirectory(folder);
        experiment.Services.AddSingleton<ITrialResultManager>(services =>
        {
            var space = Settings(services).SearchSpace;
            var metric = services.GetService<IMetricManager>() is { } manager ? $"-{manager.MetricName}" : "";
            return new Checkpoint(Path.Combine(folder, $"trialResults-{space.GetHashCode()}{metric}.csv"), space);
        });
        return experiment;
    }

    private static AutoMLExperiment.AutoMLExperimentSettings Settings(IServiceProvider services) =>
        services.GetRequiredService<AutoMLExperiment.AutoMLExperimentSettings>();
}
