using System.Runtime.CompilerServices;
using Microsoft.ML.AutoML;
using Microsoft.ML.NeuralArchitectureSearch.SearchSpaces;
using Microsoft.ML.NeuralArchitectureSearch.Strategies;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>Makes the parts of a sweep of what AutoML offers in a run of an experiment.</summary>
internal static class ExperimentServices
{
    // AutoML makes a runner for every trial; the stop belongs to the run.
    private static readonly ConditionalWeakTable<IServiceProvider, ExperimentStop> Stops = [];

    /// <summary>Makes the runner of a trial.</summary>
    public static ArchitectureTrialRunner RunnerOf(this IServiceProvider services, ArchitectureSweep sweep) => new(
        Get<MLContext>(services),
        Get<IDatasetManager>(services),
        Get<IEvaluateMetricManager>(services),
        sweep,
        StopOf(services));

    /// <summary>Makes the tuner of a run.</summary>
    public static ProposerTuner TunerOf(this IServiceProvider services, ISearchSpace space, IProposer proposer)
    {
        var settings = Settings(services);
        var seed = settings.Seed ?? ((IHostEnvironment)Get<MLContext>(services)).Register(nameof(ProposerTuner)).Rand.Next();
        return new(space, proposer, seed, settings.SearchSpace, TrialHistory.Of(services), StopOf(services));
    }

    private static ExperimentStop StopOf(IServiceProvider services) =>
        Stops.GetValue(services, _ => new(Settings(services), TimeProvider.System));

    private static AutoMLExperiment.AutoMLExperimentSettings Settings(IServiceProvider services) =>
        Get<AutoMLExperiment.AutoMLExperimentSettings>(services);

    private static T Get<T>(IServiceProvider services) => (T?)services.GetService(typeof(T))
        ?? throw new InvalidOperationException(
            $"The experiment has no {typeof(T).Name}; set its data by {nameof(AutoMLExperimentExtension.SetDataset)} and its metric by"
            + $" {nameof(AutoMLExperimentExtension.SetMulticlassClassificationMetric)}.");
}
