using Microsoft.ML.NeuralArchitectureSearch.Evaluation;
using static Microsoft.ML.DataOperationsCatalog;

namespace Microsoft.ML.NeuralArchitectureSearch.Tuning;

/// <summary>Trains candidates as a sweep's trials do, on other images or for longer.</summary>
/// <param name="context">The context to work in.</param>
/// <param name="trial">A trial of the sweep.</param>
/// <param name="split">The images to train and to measure on.</param>
/// <param name="options">How to train.</param>
internal sealed class SplitEvaluator(
    MLContext context,
    ArchitectureTrialResult trial,
    TrainTestData split,
    TrainedEvaluatorOptions options) : IEvaluator
{
    public EvaluationResult Evaluate(Candidate candidate, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var metric = trial.MetricManager;
        var (model, value) = trial.Sweep.Train(context, candidate, new(split.TrainSet, split.TestSet, metric, cancellation), options);
        model.Dispose();
        return double.IsFinite(value)
            ? new(metric.IsMaximize ? value : -value)
            : EvaluationResult.Failed($"The metric {metric.MetricName} is {value}.");
    }

    public void Dispose()
    {
    }
}
